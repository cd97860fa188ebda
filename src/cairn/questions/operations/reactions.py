"""A sign under a question, an answer or a remark, and taking it back. Signs are those of comments."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.comments.reactions import SIGNS
from cairn.core.db import atomic
from cairn.core.errors import Forbidden, Invalid
from cairn.people.models import User
from cairn.questions.access import can_remark
from cairn.questions.guard import question_now
from cairn.questions.models import Answer, Question, Reacted, Remark
from cairn.questions.operations.ask import page_of

Thing = Question | Answer | Remark


def react(thing: Thing, *, by: User, sign: str) -> Question:
    """Put a sign under it; a second time changes nothing."""
    with atomic():
        question = _checked(thing, by, sign)
        _row, is_new = Reacted.objects.get_or_create(**_which(thing), sign=sign, by=by)
        if is_new:
            record("reaction.put", by=by, **_where(question), sign=sign)
    return question


def unreact(thing: Thing, *, by: User, sign: str) -> Question:
    with atomic():
        question = _checked(thing, by, sign)
        gone, _rows = Reacted.objects.filter(**_which(thing), sign=sign, by=by).delete()
        if gone:
            record("reaction.withdrawn", by=by, **_where(question), sign=sign)
    return question


def question_of(thing: Thing) -> int:
    if isinstance(thing, Question):
        return thing.pk
    if isinstance(thing, Answer):
        return thing.question_id
    return thing.answer.question_id if thing.answer else thing.question_id or 0


def _checked(thing: Thing, by: User, sign: str) -> Question:
    question = question_now(question_of(thing), by=by)
    if not can_remark(by, question):
        raise Forbidden(_("You can read this question but not react to it. Ask an admin of the space."))
    if sign not in SIGNS:
        raise Invalid(_("There is no such sign. Nothing was changed."))
    return question


def _which(thing: Thing) -> dict[str, Any]:
    return {type(thing).__name__.lower(): thing}


def _where(question: Question) -> dict[str, int | None]:
    return {"space_id": question.space_id, "page_id": page_of(question), "target_id": question.pk}
