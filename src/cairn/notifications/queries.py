"""Whose inbox: the reads that carry the right in the query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from cairn.pages.models import Page
from cairn.people.models import User

if TYPE_CHECKING:
    from cairn.notifications.models import MailPreference, Notification, Watch  # noqa: F401 (named in a string below)


class NotificationQuerySet(models.QuerySet["Notification"]):
    def visible_to(self, user: User) -> NotificationQuerySet:
        """Her own, as long as she may see the page it is about."""
        return self.filter(Q(page=None) | Q(page__in=Page.objects.visible_to(user).values("pk")), user=user)

    def unread(self) -> NotificationQuerySet:
        return self.filter(read_at=None)

    def for_inbox(self) -> NotificationQuerySet:
        return self.select_related("page__space", "event__by").order_by("-at", "-pk")


class WatchQuerySet(models.QuerySet["Watch"]):
    def of(self, user: User, page: Page) -> WatchQuerySet:
        return self.filter(user=user, page=page)


class MailPreferenceQuerySet(models.QuerySet["MailPreference"]):
    def of(self, user: User) -> MailPreferenceQuerySet:
        return self.filter(user=user)
