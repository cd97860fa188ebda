"""A sign that somebody puts under a question, an answer or a remark."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cairn.core.clock import now
from cairn.people.models import User
from cairn.questions.models.answer import Answer
from cairn.questions.models.question import Question
from cairn.questions.models.talk import Remark

ONE_OF_THREE = (
    Q(question__isnull=False, answer=None, remark=None)
    | Q(question=None, answer__isnull=False, remark=None)
    | Q(question=None, answer=None, remark__isnull=False)
)


class Reacted(models.Model):
    """`sign` is a name of `comments.reactions.SIGNS`."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, null=True, related_name="reactions")
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, null=True, related_name="reactions")
    remark = models.ForeignKey(Remark, on_delete=models.CASCADE, null=True, related_name="reactions")
    sign = models.CharField(max_length=16)
    by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=ONE_OF_THREE, name="questions_reacted_to_one"),
            models.UniqueConstraint(fields=["question", "sign", "by"], name="questions_reacted_once_to_question"),
            models.UniqueConstraint(fields=["answer", "sign", "by"], name="questions_reacted_once_to_answer"),
            models.UniqueConstraint(fields=["remark", "sign", "by"], name="questions_reacted_once_to_remark"),
        ]
