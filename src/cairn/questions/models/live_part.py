"""The live part of a session: which question was on the screen when, and the recording of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cairn.core.clock import now
from cairn.pages.models import Attachment
from cairn.people.models import User
from cairn.questions.models.question import Question
from cairn.questions.models.session import Session


class Turn(models.Model):
    """A question is the current one from `began_at` to `ended_at` (null: now). `answered_at`: it was answered by word
    of mouth then; what was said is written down later, or heard in the recording.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="turns")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="turns")
    began_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["session"], condition=Q(ended_at=None), name="questions_one_turn_at_a_time")
        ]


class Recording(models.Model):
    """Sound or film of a live part: a file of some page, whose rights it has. It begins at the instant `starts_at`."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="recordings")
    attachment = models.ForeignKey(Attachment, on_delete=models.CASCADE, related_name="+")
    starts_at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["session", "attachment"], name="questions_recorded_once")]


class Moment(models.Model):
    """Where in a recording a question is answered, set by hand; others follow from the instant of their turn."""

    recording = models.ForeignKey(Recording, on_delete=models.CASCADE, related_name="moments")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="moments")
    second = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["recording", "question"], name="questions_moment_once")]
