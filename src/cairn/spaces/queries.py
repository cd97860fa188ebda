"""Which spaces: the reads that carry the right in the query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Count, Q, QuerySet

from cairn.people.actors import Actor, System
from cairn.people.models import User

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

    def commentable_by(self, user: Actor) -> SpaceQuerySet:
        """Spaces in which she may comment: as a commenter, or as a reader where readers may."""
        if isinstance(user, System):
            return self
        readable = self.with_role(user, "reader").filter(readers_comment=True)
        return self.filter(
            Q(pk__in=self.with_role(user, "commenter").order_by().values("pk"))
            | Q(pk__in=readable.order_by().values("pk"))
        )

    def with_counts(self) -> SpaceQuerySet:
        """Each with `people` and `teams`: how many were added to it by name."""
        people = Count("members", filter=Q(members__user__is_active=True), distinct=True)
        return self.annotate(people=people, teams=Count("members__team", distinct=True))

    def with_admin(self) -> SpaceQuerySet:
        """Spaces that somebody active was made admin of, by herself or through a team."""
        member = apps.get_model("spaces", "SpaceMember")
        active = Q(user__is_active=True) | Q(team__members__is_active=True)
        return self.filter(pk__in=member.objects.filter(active, role="admin").values("space"))


def neighbours(user: User) -> QuerySet[User]:
    """Everyone with a role in a space in which `user` has one: what a guest may know of. See people.queries."""
    space = apps.get_model("spaces", "Space")
    hers = space.objects.visible_to(user)
    shared = Q(space_memberships__space__in=hers) | Q(teams__space_memberships__space__in=hers)
    if hers.filter(access="open").exists():
        shared |= ~Q(role="guest")
    found: QuerySet[User] = User.objects.filter(pk__in=User.objects.filter(shared).values("pk"))
    return found
