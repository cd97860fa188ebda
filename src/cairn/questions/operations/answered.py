"""The moment in which a question has its answer: who waited for it is told then, once, and of no later answer."""

from __future__ import annotations

from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.people.actors import Actor
from cairn.questions.guard import lock_questions
from cairn.questions.models import Acceptance, Question
from cairn.questions.operations.ask import page_of


def note_answered(question: Question, *, by: Actor, answer: int | None = None, how: str = "answered") -> bool:
    """A host's answer, in a space anybody's, one that was accepted, or one that stands elsewhere. Read from the rows
    as they are: a job that runs twice or late tells nobody anew. `answer`, `how`: what `by` did that made it so.
    """
    with atomic():
        lock_questions([question.pk])
        fresh = Question.objects.select_related("session", "merged_into").get(pk=question.pk)
        if fresh.answered_at is not None or not _has_answer(fresh):
            return False
        fresh.answered_at = now()
        fresh.save(update_fields=["answered_at"])
        where = {"space_id": fresh.space_id, "page_id": page_of(fresh), "target_id": fresh.pk}
        record("question.answered", by=by, **where, title=fresh.title, answer=answer, how=how)
    return True


def _has_answer(question: Question) -> bool:
    if question.answered_in_page_id or question.answered_in_question_id:
        return True
    if question.merged_into is not None and question.merged_into.answered_at is not None:
        return True
    standing = question.given.standing()
    hosts = standing.filter(is_host=True) if question.session_id else standing
    return hosts.exists() or Acceptance.objects.filter(question=question, answer__deleted_at=None).exists()
