"""What a session left unanswered: who sees to it by when, or why it stays open."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cairn.core.clock import now
from cairn.people.models import User
from cairn.questions.models.question import Question
from cairn.questions.queries import OpenPointQuerySet


class OpenPoint(models.Model):
    """`owner` sees to it by `due` (an action item "question-ID" of the session's page says so), or `reason` says why
    nobody does. `by` is empty where the close of the session gave it to somebody because nobody else had.

    `settled_at`: since when it is none any more, because it was answered, declined, taken back or united.
    """

    question = models.OneToOneField(Question, on_delete=models.CASCADE, related_name="open_point")
    owner = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="open_points")
    due = models.DateField(_("by"), null=True)
    reason = models.TextField(_("why it stays open"), blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=now)
    settled_at = models.DateTimeField(null=True)

    objects: ClassVar[OpenPointQuerySet] = OpenPointQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reason="") | Q(owner=None, due=None), name="questions_open_point_owner_or_reason"
            )
        ]

    @property
    def key(self) -> str:
        """Of its action item on the session's page."""
        return f"question-{self.question_id}"
