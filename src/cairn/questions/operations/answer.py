"""Answers: given, changed, taken away, thanked for."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.errors import Forbidden, Missing
from cairn.people.actors import SYSTEM, Actor, user_of
from cairn.people.models import User
from cairn.questions.access import can_answer, can_change_answer, can_delete_answer, can_see_question, is_host
from cairn.questions.guard import question_now, require_pause, require_stage, require_standing
from cairn.questions.models import Acceptance, Answer, Helped, Question, Revision
from cairn.questions.operations.ask import page_of
from cairn.questions.writing import Said, Written, write


def give_answer(question: Question, *, by: User, said: Said) -> Answer:
    """Hosts' answers are marked for ever as theirs. Conflict where the stage takes answers from hosts alone."""
    if said.sending and (before := by.answers_given.filter(sending=said.sending[:36]).first()):
        return before
    with atomic():
        fresh = question_now(question.pk, by=by)
        require_standing(fresh)
        if not can_answer(by, fresh):
            if fresh.session is not None:
                require_stage(fresh.session, "answer")
            raise Forbidden(_("You can read this question but not answer it. Ask an admin of the space."))
        require_pause(by, "answers_given")
        return put_answer(fresh, said, by=by)


def put_answer(question: Question, said: Said, *, by: User, by_hosts: bool = False) -> Answer:
    """Write it under the question, which the caller has locked, and of whom it has asked for the right."""
    written = write(said.body, question.session or question.space, by=by, crowd=said.crowd)
    answer = Answer(question=question, by=by, sending=said.sending[:36])
    answer.body, answer.html, answer.text = written.body, written.html, written.text
    answer.is_host = by_hosts or (question.session is not None and is_host(by, question.session))
    answer.save()
    _count(question)
    _record_given(answer, question, by, written)
    return answer


def change_answer(answer: Answer, *, by: Actor, said: Said) -> Answer:
    """Other words; how it stood is kept in its history."""
    with atomic():
        fresh, question = _answer_now(answer, by)
        if not can_change_answer(by, fresh):
            raise Forbidden(_("Only who wrote an answer changes it. You can remark on it, or give your own."))
        written = write(said.body, question.session or question.space, by=by, crowd=said.crowd)
        if written.body == fresh.body:
            return fresh
        Revision.objects.create(answer=fresh, body=fresh.body, by=user_of(by))
        fresh.body, fresh.html, fresh.text, fresh.edited_at = written.body, written.html, written.text, now()
        fresh.save(update_fields=["body", "html", "text", "edited_at"])
        data: dict[str, Any] = {"question": question.pk, "excerpt": written.excerpt, "mentions": written.mentioned}
        record("answer.changed", by=by, **_where(question), target_id=fresh.pk, **data)
    return fresh


def delete_answer(answer: Answer, *, by: Actor) -> Answer:
    """Out of sight with all that was remarked on it; the row stays, so that nothing points at nothing."""
    with atomic():
        fresh, question = _answer_now(answer, by)
        if not can_delete_answer(by, fresh):
            raise Forbidden(_("Only who wrote an answer and the hosts take it away. Nothing was changed."))
        fresh.deleted_at = now()
        fresh.save(update_fields=["deleted_at"])
        Acceptance.objects.filter(answer=fresh).delete()
        _count(question)
        record("answer.deleted", by=by, **_where(question), target_id=fresh.pk, question=question.pk)
    return fresh


def thank_for_answer(answer: Answer, *, by: User) -> Answer:
    """Once for each person; nobody is ranked by it."""
    with atomic():
        fresh, question = _answer_now(answer, by)
        if not can_see_question(by, question):
            raise Missing(_("There is no such answer, or its question is not open to you."))
        if not Helped.objects.filter(answer=fresh, user=by).exists():
            Helped.objects.create(answer=fresh, user=by)
            _count_thanks(fresh)
            record("answer.thanked", by=SYSTEM, **_where(question), target_id=fresh.pk, question=question.pk)
    return fresh


def unthank(answer: Answer, *, by: User) -> Answer:
    with atomic():
        fresh, question = _answer_now(answer, by)
        gone, _rows = Helped.objects.filter(answer=fresh, user=by).delete()
        if gone:
            _count_thanks(fresh)
            record("answer.unthanked", by=SYSTEM, **_where(question), target_id=fresh.pk, question=question.pk)
    return fresh


def _answer_now(answer: Answer, by: Actor) -> tuple[Answer, Question]:
    """The answer as it is, its question locked."""
    question = question_now(answer.question_id, by=by)
    fresh = Answer.objects.standing().filter(pk=answer.pk).first()
    if fresh is None:
        raise Missing(_("This answer was taken away meanwhile. Nothing was changed."))
    fresh.question = question
    return fresh, question


def _count(question: Question) -> None:
    question.answers = question.given.standing().count()
    question.save(update_fields=["answers"])


def _count_thanks(answer: Answer) -> None:
    answer.helped = answer.carried_helped + answer.thanks.count()
    answer.save(update_fields=["helped"])


def _where(question: Question) -> dict[str, int | None]:
    return {"space_id": question.space_id, "page_id": page_of(question)}


def _record_given(answer: Answer, question: Question, by: Actor, written: Written) -> None:
    data: dict[str, Any] = {
        "question": question.pk,
        "title": question.title,
        "excerpt": written.excerpt,
        "mentions": written.mentioned,
        "is_host": answer.is_host,
    }
    record("answer.given", by=by, **_where(question), target_id=answer.pk, **data)
