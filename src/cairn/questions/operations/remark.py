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
from cairn.questions.access import can_change_remark, can_delete_remark, can_remark, can_run_question
from cairn.questions.guard import question_now, require_pause, require_stage
from cairn.questions.models import Answer, Question, Remark
from cairn.questions.models.question import TITLE_LENGTH
from cairn.questions.operations.ask import page_of, put
from cairn.questions.writing import NOTHING_SAID, Said, Written, write


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


def change_remark(remark: Remark, *, by: Actor, said: Said) -> Remark:
    """Other words; who wrote it alone."""
    with atomic():
        question = _question_now(remark, by)
        fresh = Remark.objects.filter(pk=remark.pk, deleted_at=None).first()
        if fresh is None or not can_change_remark(by, fresh, question):
            raise Forbidden(_("Only who wrote a remark changes it. Nothing was changed; your text is kept."))
        written = write(said.body, question.session or question.space, by=by, crowd=said.crowd)
        if written.body != fresh.body:
            fresh.body, fresh.html, fresh.text, fresh.edited_at = written.body, written.html, written.text, now()
            fresh.save(update_fields=["body", "html", "text", "edited_at"])
            data: dict[str, Any] = {"question": question.pk, "excerpt": written.excerpt, "mentions": written.mentioned}
            record("remark.changed", by=by, **_where(question), target_id=fresh.pk, **data)
    return fresh


def promote_remark(remark: Remark, *, by: Actor) -> Question:
    """A follow-up becomes a question of its own, asked by who wrote it; each leads to the other. Twice is once."""
    with atomic():
        before = _question_now(remark, by)
        fresh = Remark.objects.select_related("by", "became").filter(pk=remark.pk, deleted_at=None).first()
        if fresh is None or not can_delete_remark(by, fresh, before):
            raise Forbidden(_("Only who wrote a remark and the hosts make it a question. Nothing was changed."))
        if fresh.became is not None:
            return fresh.became
        if before.session is not None and not can_run_question(by, before):
            require_stage(before.session, "ask")
        line = " ".join(fresh.text.split())
        title = line if len(line) <= TITLE_LENGTH else f"{line[: TITLE_LENGTH - 1].rstrip()}…"
        question = Question(asker=fresh.by, asker_name=fresh.by_name, title=title)
        words = (
            Written(fresh.body, fresh.html, fresh.text, [])
            if line != fresh.text.strip() or title != line
            else NOTHING_SAID
        )
        put(question, before.session or before.space, words, [])
        fresh.became = question
        fresh.save(update_fields=["became"])
        data: dict[str, Any] = {"title": title, "state": question.state, "mentions": [], "anonymous": False}
        record("question.asked", by=by, **_where(question), target_id=question.pk, **data)
    return question


def delete_remark(remark: Remark, *, by: Actor) -> Question:
    """Out of sight; what follows it stays."""
    with atomic():
        question = _question_now(remark, by)
        if not can_delete_remark(by, remark, question):
            raise Forbidden(_("Only who wrote a remark and the hosts take it away. Nothing was changed."))
        Remark.objects.filter(pk=remark.pk).update(deleted_at=now())
        record("remark.deleted", by=by, **_where(question), target_id=remark.pk, question=question.pk)
    return question


def _question_now(remark: Remark, by: Actor) -> Question:
    """What it stands under, locked."""
    return question_now(remark.answer.question_id if remark.answer else remark.question_id or 0, by=by)


def _where(question: Question) -> dict[str, int | None]:
    return {"space_id": question.space_id, "page_id": page_of(question)}
