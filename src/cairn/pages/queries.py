"""Which pages: the reads that carry the right in the query."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length

from cairn.core.compiled import compiled
from cairn.people.actors import Actor, System
from cairn.people.models import User
from cairn.spaces.models import Space

if TYPE_CHECKING:
    from cairn.pages.models import Page, PageCopy  # noqa: F401 (ruff does not see it in the base class)


class PageQuerySet(models.QuerySet["Page"]):
    def visible_to(self, user: Actor) -> PageQuerySet:
        """Pages she may read: published ones in her spaces past every view gate; drafts only if she may edit them."""
        if isinstance(user, System):
            return self
        return self.filter(visible(user), trashing=None)

    def visible_even_in_trash(self, user: Actor) -> PageQuerySet:
        """The same, and what she could read before it was put in the trash: to say of it that it is gone. What
        a copy hides until it is whole was never there."""
        return self if isinstance(user, System) else self.filter(visible(user), trashing__copying=None)

    def commentable_by(self, user: Actor) -> PageQuerySet:
        if isinstance(user, System):
            return self
        return self.filter(commentable(user), trashing=None)

    def editable_by(self, user: Actor) -> PageQuerySet:
        if isinstance(user, System):
            return self
        return self.filter(editable(user), trashing=None)

    def restorable_by(self, user: Actor) -> PageQuerySet:
        """Roots of what lies in the trash that she could edit before it went there."""
        roots = self.filter(trashing__isnull=False, trashing__root=F("pk"))
        if isinstance(user, System):
            return roots
        return roots.filter(_past_gates(user, "view"), changeable(user))

    def below(self, page: Page) -> PageQuerySet:
        """The pages under `page`, whatever their state, parents before children."""
        return self.filter(path__startswith=page.path_below).order_by(Length("path"), "position", "pk")


def _in_spaces(user: User, role: str) -> Q:
    if not user.is_active:
        return Q(pk__in=[])
    spaces = compiled(
        ("spaces", role, user.pk, user.role), lambda: Space.objects.with_role(user, role).order_by().values("pk")
    )
    return Q(space__in=spaces)


def visible(user: User) -> Q:
    """What `visible_to` asks of a page that is not in the trash."""
    published = Q(published__isnull=False)
    return _in_spaces(user, "reader") & _past_gates(user, "view") & (published | changeable(user))


def commentable(user: User) -> Q:
    return visible(user) & talkable(user)


def editable(user: User) -> Q:
    return _in_spaces(user, "reader") & _past_gates(user, "view") & changeable(user)


def talkable(user: User) -> Q:
    """What `commentable_by` asks of a page that is visible."""
    if not user.is_active:
        return Q(pk__in=[])
    spaces = compiled(
        ("spaces", "talk", user.pk, user.role), lambda: Space.objects.commentable_by(user).order_by().values("pk")
    )
    return Q(space__in=spaces)


def manageable(user: User) -> Q:
    """In a space that she administers."""
    return _in_spaces(user, "admin")


def changeable(user: User) -> Q:
    """What `editable_by` asks of a page that is visible."""
    return _in_spaces(user, "editor") & _past_gates(user, "edit")


def _past_gates(user: User, action: str) -> Q:
    """No gate, or one whose whole chain of restrictions grants her."""
    closed = compiled(("closed gates", user.pk), lambda: closed_gates(user).values("pk"))
    return Q(**{f"{action}_gate": None}) | ~Q(**{f"{action}_gate__in": closed})


def closed_gates(user: User) -> models.QuerySet[Any]:
    """Restrictions that `user` does not pass: some restriction of the chain grants neither her nor a team of hers."""
    from cairn.pages.models import Restriction

    granted = Restriction.objects.filter(Q(grants__user=user) | Q(grants__team__memberships__user=user)).values("pk")
    return Restriction.objects.filter(
        pk__in=Restriction.chain.through._default_manager.exclude(to_restriction__in=granted).values("from_restriction")
    )


class PageCopyQuerySet(models.QuerySet["PageCopy"]):
    def of(self, user: User) -> PageCopyQuerySet:
        """Hers: nobody else hears of a copy before it is whole."""
        return self.filter(by=user)
