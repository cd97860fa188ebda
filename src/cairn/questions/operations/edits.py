"""Suggesting other words for a question or an answer, and what its author, or who runs it, makes of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Forbidden, Invalid, Missing
from cairn.people.actors import Actor, user_of
from cairn.people.models import User
from cairn.questions.access import can_rule_on_edit, can_suggest_edit
from cairn.questions.guard import question_now, require_standing
from cairn.questions.models import Answer, Question, Revision, SuggestedEdit
from cairn.questions.operations.ask import page_of
from cairn.questions.wording import Wording
from cairn.questions.writing import Asked, clean_title, write

LONGEST_WHY, LONGEST_WORD = 300, 500
State = SuggestedEdit.State


def suggest_edit(thing: Question | Answer, asked: Asked, *, by: User, why: str = "") -> SuggestedEdit:
    """Of an answer `asked.title` is of no account. One waits for each person and thing: a second changes the first."""
    with atomic():
        fresh, question = _now(thing, by)
        if not can_suggest_edit(by, fresh):
            raise Forbidden(_("You can’t suggest other words here. What you may change, change directly."))
        require_standing(question)
        is_question = isinstance(fresh, Question)
        title = clean_title(asked.title) if is_question else ""
        place = question.session or question.space
        written = write(asked.body, place, by=by, crowd=asked.crowd, may_be_empty=is_question)
        stands, meant = Wording.of(fresh), Wording(title, written.body if written.text else None)
        if (stands.title, stands.body or None) == (meant.title, meant.body):
            words = _("These are the words that stand there. Change them, then suggest.")
            raise Invalid(words, fields={"body": words})
        values = {
            "title": title, "body": meant.body, "html": written.html, "text": written.text, "on": stands.mark,
            "why": " ".join(why.split())[:LONGEST_WHY], "at": now(),
        }  # fmt: skip
        edit, _new = SuggestedEdit.objects.update_or_create(
            question=fresh if isinstance(fresh, Question) else None,
            answer=fresh if isinstance(fresh, Answer) else None,
            by=by,
            state=State.WAITING,
            defaults=values,
        )
        author = fresh.asker_id if isinstance(fresh, Question) else fresh.by_id
        record("edit.suggested", by=by, **_facts(edit, question), author=author)
    return edit


@dataclass(frozen=True, slots=True)
class Verdict:
    """`on`: the mark of the words that she saw it beside; `word`: what she says about it."""

    takes: bool
    on: str = ""
    word: str = ""


def rule_on_edit(edit: SuggestedEdit, verdict: Verdict, *, by: Actor) -> SuggestedEdit:
    """Take the words, or leave what stands. Conflict, and it waits on, when others stand there by now."""
    with atomic():
        thing, question = _now(_thing(edit), by)
        if not can_rule_on_edit(by, thing):
            raise Forbidden(_("Only who wrote it and who runs the questions here decide on it. Nothing was changed."))
        fresh = SuggestedEdit.objects.filter(pk=edit.pk, state=State.WAITING).first()
        if fresh is None:
            raise Conflict(_("It was decided on or taken back meanwhile. Nothing was changed."))
        require_standing(question)
        if verdict.takes and Wording.of(thing).mark != verdict.on:
            words = _("The text was changed meanwhile. The suggestion waits on; look at it beside the new words.")
            raise Conflict(words)
        said = _word(verdict.word)
        if verdict.takes:
            _revise(thing, fresh, by)
        fresh.state = State.ACCEPTED if verdict.takes else State.REFUSED
        fresh.word, fresh.ruled_by, fresh.ruled_at = said, user_of(by), now()
        fresh.save(update_fields=["state", "word", "ruled_by", "ruled_at"])
        data = {**_facts(fresh, question), "suggester": fresh.by_id, "word": said}
        record("edit.accepted" if verdict.takes else "edit.refused", by=by, **data)
    return fresh


def withdraw_edit(edit: SuggestedEdit, *, by: User) -> Question:
    """Who suggested it takes it back while it waits."""
    with atomic():
        _thing_now, question = _now(_thing(edit), by)
        gone, _rows = SuggestedEdit.objects.filter(pk=edit.pk, by=by, state=State.WAITING).delete()
        if not gone:
            raise Conflict(_("It was decided on meanwhile, or is not yours. Nothing was changed."))
        record("edit.withdrawn", by=by, **_facts(edit, question))
    return question


def _thing(edit: SuggestedEdit) -> Question | Answer:
    thing = edit.question or edit.answer
    assert thing is not None  # the database holds that
    return thing


def _now(thing: Question | Answer, by: Actor) -> tuple[Question | Answer, Question]:
    """The thing as it is, its question locked."""
    question = question_now(thing.pk if isinstance(thing, Question) else thing.question_id, by=by)
    if isinstance(thing, Question):
        return question, question
    answer = question.given.standing().filter(pk=thing.pk).first()
    if answer is None:
        raise Missing(_("This answer was taken away meanwhile. Your text is kept."))
    answer.question = question
    return answer, question


def _revise(thing: Question | Answer, edit: SuggestedEdit, by: Actor) -> None:
    """How it stood goes into the history, with who suggested and who accepted."""
    known = {"by": user_of(by), "suggested_by": edit.by}
    if isinstance(thing, Question):
        Revision.objects.create(question=thing, title=thing.title, body=thing.body, **known)
        thing.title, thing.body, thing.html, thing.text = edit.title, edit.body, edit.html, edit.text
        thing.save(update_fields=["title", "body", "html", "text"])
        return
    Revision.objects.create(answer=thing, body=thing.body, **known)
    thing.body, thing.html, thing.text, thing.edited_at = edit.body, edit.html, edit.text, now()
    thing.save(update_fields=["body", "html", "text", "edited_at"])


def _word(typed: str) -> str:
    said = " ".join(typed.split())
    if len(said) > LONGEST_WORD:
        words = _("A line or two are enough here. Your text is kept; shorten it.")
        raise Invalid(words, fields={"word": words})
    return said


def _facts(edit: SuggestedEdit, question: Question) -> dict[str, Any]:
    where = {"space_id": question.space_id, "page_id": page_of(question), "target_id": question.pk}
    return {**where, "edit": edit.pk, "answer": edit.answer_id, "title": question.title}
