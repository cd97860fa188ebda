"""Drafting together: who answers which questions of a template, until when, and what became of the answers."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cairn.core.clock import now
from cairn.drafting.queries import DraftAnswerQuerySet, DraftInvitationQuerySet, DraftRoundQuerySet
from cairn.pages.models import Page
from cairn.people.models import Team, User

NOTE_LENGTH = 300
ANSWER_LENGTH = 20_000  # letters, a section


class Outcome(models.TextChoices):
    DRAFTED = "drafted", _("put together")
    NOTHING = "nothing", _("nobody answered")
    CANCELLED = "cancelled", _("called off")


class Round(models.Model):
    """Open until `ended_at`, at the latest at `ends_at`. The page is there from the beginning, for those who are asked
    and its owner; its text comes from the answers.

    `body` is the template's text as it was filled when the round began: what is asked does not change on the way.
    """

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="draftings")
    template_name = models.CharField(max_length=80)
    body = models.JSONField()
    note = models.CharField(_("note"), max_length=NOTE_LENGTH, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    ends_at = models.DateTimeField(_("end"))
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")  # none: its time was over
    outcome = models.CharField(max_length=9, choices=Outcome, blank=True)

    objects = DraftRoundQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["page"], condition=Q(ended_at=None), name="drafting_one_open_on_a_page"),
            models.CheckConstraint(
                condition=Q(ended_at=None, outcome="") | Q(ended_at__isnull=False) & ~Q(outcome=""),
                name="drafting_open_or_ended",
            ),
        ]

    def __str__(self) -> str:
        return str(self.page)

    def get_absolute_url(self) -> str:
        return f"/drafts/{self.pk}/"

    @property
    def sheet_url(self) -> str:
        return f"/drafts/{self.pk}/answers/mine/"

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    @property
    def is_drafted(self) -> bool:
        return self.outcome == Outcome.DRAFTED


class Invitation(models.Model):
    """One person who answers, named by herself or as one of `team`."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="invitations")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.SET_NULL, null=True, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    objects = DraftInvitationQuerySet.as_manager()

    class Meta:
        ordering = ["user__name", "pk"]
        constraints = [models.UniqueConstraint(fields=["round", "user"], name="drafting_invited_once")]


class Answer(models.Model):
    """What she wrote (Markdown) to one section, seen by nobody else before the end. `is_nothing`: she said so."""

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="answers")
    section = models.CharField(max_length=60)
    text = models.TextField(blank=True)
    is_nothing = models.BooleanField(default=False)
    at = models.DateTimeField(default=now)

    objects = DraftAnswerQuerySet.as_manager()
    NONE = "none"

    @property
    def token(self) -> str:
        """Which state of it a window shows."""
        return self.at.isoformat()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["invitation", "section"], name="drafting_answer_once")]


class Done(models.Model):
    """She said that she is done; she may take that back."""

    invitation = models.OneToOneField(Invitation, on_delete=models.CASCADE, related_name="done")
    at = models.DateTimeField(default=now)


class Merge(models.Model):
    """Her answers are in the page: since the end (`by` nobody), or late, merged by somebody."""

    invitation = models.OneToOneField(Invitation, on_delete=models.CASCADE, related_name="merge")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    is_late = models.BooleanField(default=False)
    at = models.DateTimeField(default=now)


class Reminder(models.Model):
    """Cairn reminded her: at "half" of her time, or a "day" before the end. Each once; a new end brings a new day."""

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=4)
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["invitation", "kind"], name="drafting_reminded_once")]
