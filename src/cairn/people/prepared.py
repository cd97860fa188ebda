"""Prepared reads for a person: compiled once for each role of the workspace, not for each person."""

from collections.abc import Callable
from typing import TypeVar

from django.db.models import Model, QuerySet

from cairn.core.prepared import prepared
from cairn.people.actors import Actor, System
from cairn.people.models import User

M = TypeVar("M", bound=Model)


def prepared_for(user: Actor, build: Callable[..., QuerySet[M]], *ids: int) -> list[M]:
    """What `list(build(user, *ids))` gives; see `core.prepared`.

    `build` is a function of a module, its own key. Of `user` it may look at the id, the role and `is_active`.
    """
    assert "<locals>" not in build.__qualname__, "a function made anew would be compiled anew"
    if isinstance(user, System):
        return prepared((build, "system"), lambda *stand_ins: build(user, *stand_ins), *ids)

    def built(me: int, *stand_ins: int) -> QuerySet[M]:
        return build(User(pk=me, role=user.role, is_active=user.is_active), *stand_ins)

    return prepared((build, user.role, user.is_active), built, user.pk, *ids)
