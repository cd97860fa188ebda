"""Which spaces: the reads that carry the right in the query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from cairn.people.actors import Actor, System

if TYPE_CHECKING:
    from cairn.spaces.models import Space  # noqa: F401 (ruff does not see it in the base class)

RANK = ["reader", "commenter", "editor", "admin"]


def at_least(role: str) -> list[str]:
    """The roles that may do what `role` may."""
    return RANK[RANK.index(role) :]


class SpaceQuerySet(models.QuerySet["Space"]):
    def visible_to(self, user: Actor) -> SpaceQuerySet:
        return self.with_role(user, "reader")

    def with_role(self, user: Actor, role: str) -> SpaceQuerySet:
        """Spaces in which `user` is `role` or more: by herself, through a team, or because the space is open.

        A workspace admin is admin of every open space; of a restricted one only when added to it.
        """
        if isinstance(user, System):
            return self
        if not user.is_active:
            return self.none()
        roles = at_least(role)
        given = Q(members__user=user) | Q(members__team__memberships__user=user)
        allowed = Q(pk__in=self.model.objects.filter(given, members__role__in=roles).values("pk"))
        if user.is_admin:
            allowed |= Q(access="open")
        elif not user.is_guest:
            allowed |= Q(access="open", open_role__in=roles)
        return self.filter(allowed)
