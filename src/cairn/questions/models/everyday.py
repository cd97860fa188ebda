"""Who is asked by name to answer, because of what she wrote or answered."""

from __future__ import annotations

from django.db import models

from cairn.core.clock import now
from cairn.people.models import User
from cairn.questions.models.question import Question
from cairn.questions.queries import TaggedQuerySet


class Tagged(models.Model):
    """She may know: it waits for her until somebody has answered, or she says that she does not know."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="tagged")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="questions_for_her")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=now)
    passed_at = models.DateTimeField(null=True)  # since when she has said that she does not know

    objects = TaggedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["question", "user"], name="questions_tagged_once")]
