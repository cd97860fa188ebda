"""The one answer that settled a question."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.core.errors import Forbidden, Missing
from cairn.people.actors import Actor, user_of
from cairn.questions.access import can_accept
from cairn.questions.guard import question_now, require_standing
from cairn.questions.models import Acceptance, Answer, Question
from cairn.questions.operations.ask import page_of


def accept_answer(answer: Answer, *, by: Actor) -> Question:
    """By its asker or a host; the one that was accepted before is not any more."""
    with atomic():
        question = question_now(answer.question_id, by=by)
        if not can_accept(by, question):
            raise Forbidden(_("Only who asked and the hosts accept an answer. You can say thanks for it."))
        settle(question, answer, by=by)
    return question


def unaccept_answer(answer: Answer, *, by: Actor) -> Question:
    with atomic():
        question = question_now(answer.question_id, by=by)
        if not can_accept(by, question):
            raise Forbidden(_("Only who asked and the hosts accept an answer. Nothing was changed."))
        unsettle(question, answer, by=by)
    return question


def unsettle(question: Question, answer: Answer, *, by: Actor) -> None:
    """The caller has locked the question and asked for the right."""
    gone, _rows = Acceptance.objects.filter(answer=answer, question=question).delete()
    if gone:
        where = {"space_id": question.space_id, "page_id": page_of(question), "target_id": answer.pk}
        record("answer.unaccepted", by=by, **where, question=question.pk)


def settle(question: Question, answer: Answer, *, by: Actor) -> None:
    """The caller has locked the question and asked for the right."""
    require_standing(question)
    fresh = question.given.standing().filter(pk=answer.pk).first()
    if fresh is None:
        raise Missing(_("This answer was taken away meanwhile. Nothing was changed."))
    before = Acceptance.objects.filter(question=question).first()
    if before is not None and before.answer_id == fresh.pk:
        return
    if before is not None:
        before.delete()
    Acceptance.objects.create(question=question, answer=fresh, by=user_of(by))
    where = {"space_id": question.space_id, "page_id": page_of(question), "target_id": fresh.pk}
    record("answer.accepted", by=by, **where, question=question.pk, title=question.title)
