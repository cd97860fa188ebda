"""What answers a question, and which answer settled it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from cairn.core.clock import now
from cairn.people.models import User
from cairn.questions.models.question import Question
from cairn.questions.models.session import NAME_LENGTH
from cairn.questions.queries import AnswerQuerySet


class Answer(models.Model):
    """`is_host`: whoever wrote it was a host of the session then. `helped` counts thanks (and imported votes)."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="given")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="answers_given")
    by_name = models.CharField(max_length=NAME_LENGTH, blank=True)  # of an imported one
    body = models.JSONField()
    html = models.TextField()
    text = models.TextField()
    at = models.DateTimeField(default=now)
    edited_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)
    is_host = models.BooleanField(default=False)
    helped = models.IntegerField(default=0)
    carried_helped = models.IntegerField(default=0)
    source = models.CharField(max_length=80, blank=True)
    sending = models.CharField(max_length=36, blank=True)

    objects: ClassVar[AnswerQuerySet] = AnswerQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["by", "sending"], condition=~Q(sending=""), name="questions_answered_once")
        ]

    def get_absolute_url(self) -> str:
        return f"/questions/{self.question_id}/#answer-{self.pk}"


class Acceptance(models.Model):
    """The one answer that settled the question: by its asker (nobody's name when anonymous) or a host."""

    question = models.OneToOneField(Question, on_delete=models.CASCADE, related_name="acceptance")
    answer = models.OneToOneField(Answer, on_delete=models.CASCADE, related_name="acceptance")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=now)


class Helped(models.Model):
    """Somebody says thanks for an answer."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="thanks")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "user"], name="questions_helped_once")]
