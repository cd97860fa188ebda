"""The inbox: what reached a person, why, and whether she has seen it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cairn.activity.models import Event
from cairn.core.clock import now
from cairn.notifications.queries import MailPreferenceQuerySet, NotificationQuerySet, WatchQuerySet
from cairn.pages.models import Page
from cairn.people.models import User


class Notification(models.Model):
    """One per person and event. `reason` is a word from reasons.py ("approver", "mentioned", "watching" …)."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notifications")
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="notifications")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, null=True, related_name="notifications")
    reason = models.CharField(max_length=30)
    text = models.CharField(max_length=300)  # one line: who did what
    excerpt = models.TextField(blank=True)
    link = models.CharField(max_length=300)
    at = models.DateTimeField(default=now)
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    objects = NotificationQuerySet.as_manager()

    @property
    def reason_words(self) -> str:
        from cairn.notifications.notices import REASONS

        return str(REASONS.get(self.reason, ""))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "event"], name="notifications_once")]
        indexes = [
            models.Index(fields=["user", "-id"], name="notifications_inbox"),
            models.Index(fields=["user"], name="notifications_unread", condition=Q(read_at=None)),
        ]


class Watch(models.Model):
    """She wants to hear of changes to this page."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="watches")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="watches")
    at = models.DateTimeField(default=now)

    objects = WatchQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "page"], name="notifications_watch_once")]


class MailPreference(models.Model):
    """Mail switched off by the person (List-Unsubscribe or her settings). No row: mail is on."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="mail_preference")
    off_since = models.DateTimeField(default=now)

    objects = MailPreferenceQuerySet.as_manager()
