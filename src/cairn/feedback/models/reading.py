""" "Please read": who is asked to read a version, and who has confirmed it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cairn.core.clock import now
from cairn.feedback.models.rounds import REMINDERS
from cairn.feedback.queries import AcknowledgementQuerySet, ReadRequestQuerySet
from cairn.pages.models import Page, Version
from cairn.people.models import Team, User


class ReadRequest(models.Model):
    """`version` is the one to be read now: a later version that changes what was agreed takes its place.

    `open_on` is the page until somebody stops asking; a page has one open request at most.
    """

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="read_requests")
    open_on = models.OneToOneField(Page, on_delete=models.CASCADE, null=True, related_name="open_read_request")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=200, blank=True)  # why it matters
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects = ReadRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(open_on=None, ended_at__isnull=False) | Q(open_on__isnull=False, ended_at=None),
                name="feedback_reading_open_or_ended",
            )
        ]

    def get_absolute_url(self) -> str:
        return f"/read-requests/{self.pk}/"


class Acknowledgement(models.Model):
    """One person's part. Given when she has confirmed `version`, which she was asked to read at `at`, or a later one."""

    request = models.ForeignKey(ReadRequest, on_delete=models.CASCADE, related_name="acknowledgements")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="acknowledgements")
    team = models.ForeignKey(Team, on_delete=models.SET_NULL, null=True, related_name="+")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    reminded_at = models.DateTimeField(null=True)

    objects = AcknowledgementQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "user"], name="feedback_acknowledgement_once")]


class ReadReminder(models.Model):
    """Cairn reminded her to read `version`: "half" of the time over, or a "day" before the end. Each once."""

    acknowledgement = models.ForeignKey(Acknowledgement, on_delete=models.CASCADE, related_name="reminders")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=4, choices=REMINDERS)
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["acknowledgement", "version", "kind"], name="feedback_read_reminder_once")
        ]


class Confirmation(models.Model):
    """She said that she has read this version, and when."""

    acknowledgement = models.ForeignKey(Acknowledgement, on_delete=models.CASCADE, related_name="confirmations")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["acknowledgement", "version"], name="feedback_confirmation_once")
        ]
