"""Prepared reads for a person: compiled once for each role of the workspace, not for each person."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from django.db.models import Model, QuerySet

from cairn.core.prepared import prepared
from cairn.people.actors import Actor, System
from cairn.people.models import User

M = TypeVar("M", bound=Model)
SIZES = (1, 4, 24)  # of the groups that `prepared_among` asks for


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


def prepared_one(user: Actor, build: Callable[..., QuerySet[M]], *ids: int) -> M | None:
    """The row that they lead to; None where there is none that she may see."""
    return next(iter(prepared_for(user, build, *ids)), None)


def prepared_among(user: Actor, build: Callable[..., QuerySet[M]], ids: Iterable[int]) -> list[M]:
    """What `build` finds among `ids`, however many: asked for in groups of a few sizes, filled up with ids that are in
    them already, so that few texts are compiled. For lookups that ask whether an id is one of those given.
    """
    rest, found = sorted(set(ids)), list[M]()
    while rest:
        size = next((size for size in SIZES if size >= len(rest)), SIZES[-1])
        group, rest = rest[:size], rest[size:]
        found += prepared_for(user, build, *group, *[group[0]] * (size - len(group)))
    return found
