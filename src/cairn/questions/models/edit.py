"""Other words that somebody suggests for a question or an answer of others."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cairn.core.clock import now
from cairn.people.models import User
from cairn.questions.models.answer import Answer
from cairn.questions.models.question import TITLE_LENGTH, Question
from cairn.questions.models.talk import ONE_OF_BOTH


class SuggestedEdit(models.Model):
    """`on`: the mark of the words it was made from (`wording.Wording.mark`), so that it is known when they are others.

    Of one person and thing there is one that waits; whoever suggests again changes hers.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        ACCEPTED = "accepted", _("Accepted")
        REFUSED = "refused", _("Refused")

    question = models.ForeignKey(Question, on_delete=models.CASCADE, null=True, related_name="edits")
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, null=True, related_name="edits")
    title = models.CharField(max_length=TITLE_LENGTH, blank=True)
    body = models.JSONField(null=True)
    html = models.TextField(blank=True)
    text = models.TextField(blank=True)
    on = models.CharField(max_length=16)
    why = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    word = models.CharField(max_length=500, blank=True)  # of who accepted or refused it
    ruled_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    ruled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=ONE_OF_BOTH, name="questions_edit_of_one"),
            models.UniqueConstraint(
                fields=["question", "by"],
                condition=Q(state="waiting", question__isnull=False),
                name="questions_edit_once_on_question",
            ),
            models.UniqueConstraint(
                fields=["answer", "by"],
                condition=Q(state="waiting", answer__isnull=False),
                name="questions_edit_once_on_answer",
            ),
        ]
