"""Which pages, rulings and discussions: the reads that carry the right in the query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from cairn.pages.models import Page
from cairn.pages.queries import PageQuerySet
from cairn.people.actors import Actor, System

if TYPE_CHECKING:
    from cairn.suggestions.models import Discussion, Ruling  # noqa: F401 (ruff does not see it in the base class)


def drafts_open_to(user: Actor) -> PageQuerySet:
    """Pages whose draft she sees because she may suggest in it, or edit it; the twin of `access.can_see_draft`."""
    if isinstance(user, System):
        return Page.objects.all()
    published = Page.objects.commentable_by(user).filter(published__isnull=False)
    editable = Page.objects.editable_by(user)
    return Page.objects.filter(Q(pk__in=published.values("pk")) | Q(pk__in=editable.values("pk")))


class RulingQuerySet(models.QuerySet["Ruling"]):
    def visible_to(self, user: Actor) -> RulingQuerySet:
        """For those who see the draft: a rejected suggestion was never in a version."""
        return self.filter(page__in=drafts_open_to(user).values("pk"))

    def on(self, page: Page) -> RulingQuerySet:
        """Of one page, for a page whose draft she was found to see."""
        return self.filter(page=page)


class DiscussionQuerySet(models.QuerySet["Discussion"]):
    def on(self, page: Page) -> DiscussionQuerySet:
        return self.filter(page=page)
