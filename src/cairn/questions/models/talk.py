"""Remarks under a question or answer, and what either said before it was changed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from cairn.core.clock import now
from cairn.people.models import User
from cairn.questions.models.answer import Answer
from cairn.questions.models.question import TITLE_LENGTH, Question
from cairn.questions.models.session import NAME_LENGTH
from cairn.questions.queries import RemarkQuerySet

ONE_OF_BOTH = Q(question__isnull=False, answer=None) | Q(question=None, answer__isnull=False)


class Remark(models.Model):
    """A comment or follow-up under a question (not answering it) or under an answer."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, null=True, related_name="remarks")
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, null=True, related_name="remarks")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=NAME_LENGTH, blank=True)
    body = models.JSONField()
    html = models.TextField()
    text = models.TextField()
    at = models.DateTimeField(default=now)
    edited_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)
    became = models.OneToOneField(Question, on_delete=models.SET_NULL, null=True, related_name="began_as")
    source = models.CharField(max_length=80, blank=True)
    sending = models.CharField(max_length=36, blank=True)

    objects: ClassVar[RemarkQuerySet] = RemarkQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=ONE_OF_BOTH, name="questions_remark_on_one"),
            models.UniqueConstraint(fields=["by", "sending"], condition=~Q(sending=""), name="questions_remarked_once"),
        ]


class Revision(models.Model):
    """How a question or answer stood until `at`, when `by` changed it."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, null=True, related_name="revisions")
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, null=True, related_name="revisions")
    title = models.CharField(max_length=TITLE_LENGTH, blank=True)
    body = models.JSONField(null=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    suggested_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")  # `by` accepted it
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=ONE_OF_BOTH, name="questions_revision_of_one")]
