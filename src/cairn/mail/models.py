"""Mail out and in: what each person chose, what was sent to her, and what came from her."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cairn.comments.models import Thread
from cairn.core.clock import now
from cairn.core.ids import secret
from cairn.mail.queries import MailPreferencesQuerySet, ReceivedQuerySet
from cairn.pages.models import Page
from cairn.people.models import User


class Rhythm(models.TextChoices):
    NOW = "now", _("At once")
    HOURLY = "hourly", _("Hourly")
    DAILY = "daily", _("Daily")
    WEEKLY = "weekly", _("Weekly")
    NONE = "none", _("No mail")


def _rhythm(default: Rhythm) -> models.CharField[str, str]:
    return models.CharField(max_length=6, choices=Rhythm, default=default)


class MailPreferences(models.Model):
    """What reaches a person by mail, and when: one column for each kind of `kinds.py`. No row: the defaults.

    `digest_day` is an ISO weekday. Times are on the clock of her zone.
    """

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="mail_preferences")
    mentions = _rhythm(Rhythm.NOW)
    asks = _rhythm(Rhythm.NOW)
    threads = _rhythm(Rhythm.NOW)
    own = _rhythm(Rhythm.HOURLY)
    watching = _rhythm(Rhythm.DAILY)
    digest_hour = models.PositiveSmallIntegerField(default=9)
    digest_day = models.PositiveSmallIntegerField(default=1)
    quiet_from = models.TimeField(null=True)
    quiet_to = models.TimeField(null=True)
    working_hours_only = models.BooleanField(default=False)
    urgent_any_time = models.BooleanField(default=False)  # mentions and asks do not wait for the hours above
    stopped_at = models.DateTimeField(null=True)
    came_back = models.BooleanField(default=False)  # stopped because her mail server refused what was sent

    objects = MailPreferencesQuerySet.as_manager()


class MutedPage(models.Model):
    """No mail about what others do on this page; what asks her by name still comes."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="muted_pages")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "page"], name="mail_muted_once")]


class Letter(models.Model):
    """One mail to one person: made before it is sent, so that a worker that is killed loses none.

    `notifications` are ids. `conversation` is "thread:12" or "page:3", empty for a digest: letters of one conversation
    form one in a mail program. `key` makes the Message-ID, the same on every attempt.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="letters")
    key = models.CharField(max_length=43, unique=True, default=secret)
    conversation = models.CharField(max_length=40, blank=True)
    notifications = models.JSONField(default=list)
    at = models.DateTimeField(default=now)
    try_at = models.DateTimeField(default=now)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    bounced_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["try_at"], name="mail_letter_waits", condition=Q(sent_at=None, given_up_at=None)),
            models.Index(fields=["user", "conversation", "-id"], name="mail_letter_conversation"),
        ]


class ReplyAddress(models.Model):
    """Where a person's answer by mail goes: into one thread, or (no thread) onto one page.

    The address is `key` signed with the installation's secret (`addresses.py`), so the database alone opens no door.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="reply_addresses")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, null=True, related_name="+")
    key = models.CharField(max_length=16, unique=True)
    used_at = models.DateTimeField(default=now)  # the last mail that named it
    revoked_at = models.DateTimeField(null=True)


class Received(models.Model):
    """A mail that came in: what became of it, and why. `digest` (of Message-ID and address) holds each to once."""

    digest = models.CharField(max_length=64)
    message_id = models.CharField(max_length=300, blank=True)
    sender = models.CharField(max_length=300, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    size = models.PositiveIntegerField(default=0)
    at = models.DateTimeField(default=now)
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="+")
    page = models.ForeignKey(Page, on_delete=models.SET_NULL, null=True, related_name="+")
    comment_id = models.BigIntegerField(null=True)  # what it became
    outcome = models.CharField(max_length=20)  # "taken", or the refusal's name in `inbound/refusals.py`
    why = models.CharField(max_length=500, blank=True)
    told_at = models.DateTimeField(null=True)  # the sender was told by a mail of ours

    objects = ReceivedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["digest"], name="mail_taken_once", condition=Q(outcome="taken")),
        ]
        indexes = [
            models.Index(fields=["-at"], name="mail_received_at"),
            models.Index(fields=["user", "-at"], name="mail_received_user"),
        ]
