"""An answer that hosts write together before anybody else sees it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from cairn.core.clock import now
from cairn.livedocs.models import LiveDocument
from cairn.people.models import User
from cairn.questions.models.answer import Answer
from cairn.questions.models.question import Question
from cairn.questions.queries import AnswerDraftQuerySet


class AnswerDraft(models.Model):
    """Its words stand in `document` alone: no page, version, search entry or export has them. Once it was given,
    `given_as` is the answer that it became, `co_writers` who else wrote in it.
    """

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="drafts")
    document = models.OneToOneField(LiveDocument, on_delete=models.CASCADE, related_name="answer_draft")
    begun_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    given_as = models.OneToOneField(Answer, on_delete=models.SET_NULL, null=True, related_name="draft")
    given_at = models.DateTimeField(null=True)
    co_writers = models.ManyToManyField(User, related_name="+")

    objects: ClassVar[AnswerDraftQuerySet] = AnswerDraftQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["question"], condition=Q(given_at=None), name="questions_one_draft_of_an_answer"
            )
        ]
