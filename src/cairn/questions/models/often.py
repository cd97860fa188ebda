"""Questions that are asked again and again: which ones belong together, and what people said about that."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from cairn.core.clock import now
from cairn.people.models import User
from cairn.questions.models.question import Question


class Grouping(models.Model):
    """`head` stands for all questions that are like it; one that is like no other is its own. Made by the worker
    (`often.grouping`) from the questions and the placements, and made anew from them at any time."""

    question = models.OneToOneField(Question, on_delete=models.CASCADE, primary_key=True, related_name="grouping")
    head = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="grouped")


class Placement(models.Model):
    """Somebody said where a question belongs: `beside` another one, or (None) to no other."""

    question = models.OneToOneField(Question, on_delete=models.CASCADE, related_name="placement")
    beside = models.ForeignKey(Question, on_delete=models.CASCADE, null=True, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(beside=None) | ~Q(beside=F("question")), name="questions_not_beside_itself"
            )
        ]
