"""A feedback round: who is asked what about a page, until when, what they said, and what became of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cairn.comments.models import Thread
from cairn.core.clock import now
from cairn.feedback.queries import ReviewQuerySet, RoundQuerySet
from cairn.pages.models import Page, Version
from cairn.people.models import Team, User

QUESTION_LENGTH = 200
LINE_LENGTH = 300
NOTE_LENGTH = 1000


class Maturity(models.IntegerChoices):
    """How ripe the text is, in percent: what kind of feedback helps now."""

    DIRECTION = 10, _("Direction")
    SUBSTANCE = 50, _("Substance")
    CORRECTNESS = 90, _("Correctness")


class Round(models.Model):
    """Open until `ended_at`; then closed, or called off (`is_cancelled`).

    `open_on` is the page while the round is open: a page has one open round at most. The threads that its reviewers
    start on the page while it is open belong to it. `version` is the text it was begun on (none: a draft).
    """

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="rounds")
    open_on = models.OneToOneField(Page, on_delete=models.CASCADE, null=True, related_name="open_round")
    question = models.CharField(_("focus question"), max_length=QUESTION_LENGTH)
    maturity = models.PositiveSmallIntegerField(choices=Maturity, default=Maturity.SUBSTANCE)
    due_at = models.DateTimeField(_("due"))
    version = models.ForeignKey(Version, on_delete=models.SET_NULL, null=True, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    overdue_told_at = models.DateTimeField(null=True)  # when the author was told that the time is over
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    is_cancelled = models.BooleanField(default=False)
    note = models.TextField(blank=True)  # what the author says to all when closing

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(open_on=None, ended_at__isnull=False) | Q(open_on__isnull=False, ended_at=None),
                name="feedback_round_open_or_ended",
            )
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    def get_absolute_url(self) -> str:
        return f"/rounds/{self.pk}/"


class Review(models.Model):
    """One person asked in a round, by herself or as one of the `team` that was named."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="reviews")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="reviews")
    team = models.ForeignKey(Team, on_delete=models.SET_NULL, null=True, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "user"], name="feedback_review_once")]


class Answer(models.Model):
    """She pressed Done, on which version, having left so many threads. Threads alone are an answer as well."""

    review = models.OneToOneField(Review, on_delete=models.CASCADE, related_name="answer")
    version = models.ForeignKey(Version, on_delete=models.SET_NULL, null=True, related_name="+")
    threads = models.PositiveIntegerField(default=0)
    at = models.DateTimeField(default=now)


class Nudge(models.Model):
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="nudges")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)


REMINDERS = [("half", _("half the time")), ("day", _("a day before"))]


class Reminder(models.Model):
    """Cairn reminded her: "half" of the time over, or a "day" before the end. Each once; a new end brings a new day."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=4, choices=REMINDERS)
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "kind"], name="feedback_reminder_once")]


class Verdict(models.Model):
    """What became of one thread of a round. Its words are kept: a thread may be deleted later, the summary stays."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="verdicts")
    thread = models.ForeignKey(Thread, on_delete=models.SET_NULL, null=True, related_name="+")
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")  # who began the thread
    quote = models.CharField(max_length=200, blank=True)
    excerpt = models.CharField(max_length=200, blank=True)
    on_draft = models.BooleanField(default=False)  # on words that were never published
    is_taken = models.BooleanField()
    line = models.CharField(max_length=LINE_LENGTH)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["round", "thread"], name="feedback_verdict_once")]
