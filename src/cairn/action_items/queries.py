"""Which action items: the reads that carry the right in the query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from cairn.pages.models import Page
from cairn.people.actors import Actor, System
from cairn.people.models import User

if TYPE_CHECKING:
    from cairn.action_items.models import ActionItem  # noqa: F401 (ruff does not see it in the base class)


class ActionItemQuerySet(models.QuerySet["ActionItem"]):
    def visible_to(self, user: Actor) -> ActionItemQuerySet:
        """Items of published pages she may read; what the page no longer has or was carried over is in no list."""
        present = self.filter(removed_at=None, carried_to=None)
        if isinstance(user, System):
            return present
        return present.filter(page__in=Page.objects.visible_to(user).values("pk"))

    def completable_by(self, user: Actor) -> ActionItemQuerySet:
        """Her own, and those of pages she may edit."""
        if isinstance(user, System):
            return self.visible_to(user)
        editable = Page.objects.editable_by(user).values("pk")
        return self.visible_to(user).filter(Q(assignee=user) | Q(page__in=editable))

    def on_page(self, page: Page) -> ActionItemQuerySet:
        """Items of a page that she was already found to see."""
        return self.filter(page=page, removed_at=None).select_related("completion__by", "carried_to")

    def open_for(self, user: User) -> ActionItemQuerySet:
        """What she has to do: soonest due first, then without a date in the order of asking."""
        mine = self.visible_to(user).filter(assignee=user, completion=None)
        return mine.select_related("page", "page__space").order_by(F("due").asc(nulls_last=True), "pk")
