"""A room: the short meeting that a decision's text could not spare, about nothing but what is open."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cairn.comments.models import Thread
from cairn.core.clock import now
from cairn.decisions.models.decision import Decision
from cairn.pages.models import Page
from cairn.people.models import User


class Escalation(models.Model):
    """Who asked people into a room, when, and on which page. Without `by` it was what silence led to.

    `sequence` counts what changed in the invitation (iCalendar's SEQUENCE). One room of a decision is open at a time.
    """

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="escalations")
    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="escalation")
    host = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=now)
    starts_at = models.DateTimeField(_("starts"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    sequence = models.PositiveSmallIntegerField(default=0)
    invited: models.ManyToManyField[User, models.Model] = models.ManyToManyField(User, related_name="rooms")
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision"], condition=Q(ended_at=None, cancelled_at=None), name="decisions_one_open_room"
            )
        ]

    @property
    def is_open(self) -> bool:
        return self.ended_at is None and self.cancelled_at is None

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)


class AgendaKind(models.TextChoices):
    BLOCK = "block", _("Block")
    THREAD = "thread", _("Open thread")
    SILENCE = "silence", _("No answer yet")


class AgendaItem(models.Model):
    """What is open between people: a block, a thread, a missing answer. `words` are as they stood when it was called.

    `notes` is what was said in the room; `revision` counts saves of them: a stale save is a conflict.
    """

    escalation = models.ForeignKey(Escalation, on_delete=models.CASCADE, related_name="agenda")
    kind = models.CharField(max_length=7, choices=AgendaKind)
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    thread = models.ForeignKey(Thread, on_delete=models.SET_NULL, null=True, related_name="+")
    words = models.TextField(blank=True)
    minutes = models.PositiveSmallIntegerField()
    notes = models.TextField(_("notes"), blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["pk"]
