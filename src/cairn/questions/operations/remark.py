"""Comments and follow-ups under a question or an answer."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.errors import Forbidden, Missing
from cairn.people.actors import Actor
from cairn.people.models import User
from cairn.questions.access import can_delete_remark, can_remark
from cairn.questions.guard import question_now, require_pause
from cairn.questions.models import Answer, Question, Remark
from cairn.questions.operations.ask import page_of
from cairn.questions.writing import Said, write


def add_remark(thing: Question | Answer, *, by: User, said: Said) -> Remark:
    """Markdown under a question or an answer; who wrote that is told."""
    if said.sending and (before := Remark.objects.filter(by=by, sending=said.sending[:36]).first()):
        return before
    with atomic():
        question = question_now(thing.question_id if isinstance(thing, Answer) else thing.pk, by=by)
        if isinstance(thing, Answer) and not question.given.standing().filter(pk=thing.pk).exists():
            raise Missing(_("This answer was taken away meanwhile. Your text is kept."))
        if not can_remark(by, question):
            raise Forbidden(_("You can read this question but not remark on it. Ask an admin of the space."))
        require_pause(by, "answers_given")
        written = write(said.body, question.session or question.space, by=by, crowd=said.crowd)
        remark = Remark(by=by, body=written.body, html=written.html, text=written.text, sending=said.sending[:36])
        remark.answer = thing if isinstance(thing, Answer) else None
        remark.question = None if isinstance(thing, Answer) else question
        remark.save()
        data: dict[str, Any] = {"question": question.pk, "excerpt": written.excerpt, "mentions": written.mentioned}
        data |= {"title": question.title, "answer": remark.answer_id}
        where = {"space_id": question.space_id, "page_id": page_of(question)}
        record("remark.added", by=by, **where, target_id=remark.pk, **data)
    return remark


def delete_remark(remark: Remark, *, by: Actor) -> Question:
    """Out of sight; what follows it stays."""
    with atomic():
        answer = remark.answer
        question = question_now(answer.question_id if answer else remark.question_id or 0, by=by)
        if not can_delete_remark(by, remark, question):
            raise Forbidden(_("Only who wrote a remark and the hosts take it away. Nothing was changed."))
        Remark.objects.filter(pk=remark.pk).update(deleted_at=now())
        where = {"space_id": question.space_id, "page_id": page_of(question)}
        record("remark.deleted", by=by, **where, target_id=remark.pk, question=question.pk)
    return question
