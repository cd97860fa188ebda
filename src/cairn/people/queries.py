"""Which people, teams and invitations: the reads that carry the right in the query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import ManyToOneRel, Q, QuerySet
from django.utils.module_loading import import_string

from cairn.core.clock import now

if TYPE_CHECKING:
    from cairn.people.actors import Actor
    from cairn.people.models import Invitation, Team, User, Workspace  # noqa: F401 (ruff does not see base classes)

# By name: who shares a space with whom is known by an app above this one.
NEIGHBOURS = "cairn.spaces.queries.neighbours"


def neighbours(user: User) -> QuerySet[User]:
    """Everyone who has a role in a space in which `user` has one."""
    found: QuerySet[User] = import_string(NEIGHBOURS)(user)
    return found


class UserQuerySet(models.QuerySet["User"]):
    def active(self) -> UserQuerySet:
        return self.filter(is_active=True)

    def visible_to(self, user: Actor) -> UserQuerySet:
        """People she may know of: everyone; a guest only herself and who shares a space with her."""
        from cairn.people.actors import System

        if isinstance(user, System):
            return self
        if not user.is_active:
            return self.none()
        if not user.is_guest:
            return self
        return self.filter(Q(pk=user.pk) | Q(pk__in=neighbours(user).values("pk")))

    def named(self, q: str) -> UserQuerySet:
        """Whose name has a word that starts with each word of `q`; or whose e-mail starts with it."""
        found = self
        for word in q.split()[:6]:
            found = found.filter(Q(name__istartswith=word) | Q(name__icontains=f" {word}") | Q(email__istartswith=word))
        return found


class TeamQuerySet(models.QuerySet["Team"]):
    def visible_to(self, user: Actor) -> TeamQuerySet:
        """Every team; a guest only finds her own."""
        from cairn.people.actors import System

        if isinstance(user, System):
            return self
        if not user.is_active:
            return self.none()
        return self if not user.is_guest else self.filter(memberships__user=user)

    def named(self, q: str) -> TeamQuerySet:
        found = self
        for word in q.split()[:6]:
            found = found.filter(Q(name__istartswith=word) | Q(name__icontains=f" {word}"))
        return found


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, user: Actor) -> InvitationQuerySet:
        """Invitations are the admins' business."""
        from cairn.people.access import can_invite

        return self if can_invite(user) else self.none()

    def open(self) -> InvitationQuerySet:
        """Links that still let somebody in."""
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=now())


def workspaces(**facts: models.expressions.Combinable) -> QuerySet[Workspace]:
    """The installation's one row; none before there is one. `facts` are read along."""
    from cairn.people.models import Workspace

    return Workspace.objects.annotate(**facts).filter(pk=1)


def workspace() -> Workspace:
    """The installation's one row; an unsaved one with the defaults while there is none."""
    from cairn.people.models import Workspace

    return workspaces().first() or Workspace(pk=1)


def places_of(team: Team) -> int:
    """How many spaces, pages and decisions name the team: rows of every relation but its own memberships."""
    from cairn.people.models import Team, TeamMembership

    relations = (field for field in Team._meta.get_fields(include_hidden=True) if isinstance(field, ManyToOneRel))
    return sum(
        relation.related_model._default_manager.filter(**{relation.field.name: team}).count()
        for relation in relations
        if relation.related_model is not TeamMembership
    )
