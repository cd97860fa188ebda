"""What happens to a question outside of sessions: somebody is asked by name, an answer becomes a page, time goes by."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Forbidden, Invalid
from cairn.documents import Adf
from cairn.pages.models import TITLE_LENGTH, Page
from cairn.pages.operations import create_page
from cairn.people.actors import Actor, user_of
from cairn.people.models import User
from cairn.questions.access import can_answer, can_change_question, can_make_page
from cairn.questions.guard import question_now
from cairn.questions.models import ANONYMOUS, Answer, Question, State, Tagged
from cairn.questions.operations.ask import page_of

MOST_TAGGED = 10


def tag_person(question: Question, user: User, *, by: Actor) -> Tagged:
    """Ask somebody by name. Twice is once; who has passed it on is not asked again by the same press."""
    with atomic():
        fresh = _open(question, by)
        if not can_answer(user, fresh):
            raise Invalid(_("%(name)s can’t answer in this space. Ask somebody else.") % {"name": user.name})
        if fresh.tagged.count() >= MOST_TAGGED:
            raise Invalid(_("%(n)d people are asked already. Wait for one of them.") % {"n": MOST_TAGGED})
        tagged, is_new = Tagged.objects.get_or_create(question=fresh, user=user, defaults={"by": user_of(by)})
        if is_new:
            _record("question.tagged", fresh, by=by, user=user.pk, title=fresh.title)
    return tagged


def pass_question_on(question: Question, *, by: User) -> Question:
    """Somebody who was asked does not know: it waits for her no more, the others see it."""
    with atomic():
        fresh = question_now(question.pk, by=by)
        mine = Tagged.objects.filter(question=fresh, user=by, passed_at=None)
        if mine.update(passed_at=now()):
            _record("question.passed_on", fresh, by=by, user=by.pk, title=fresh.title)
    return fresh


def mark_outdated(question: Question, *, by: Actor) -> Question:
    """What it says holds no more: it stays to be read, and says so. Its asker, and who runs the space's questions."""
    return _turn(question, State.OPEN, State.OBSOLETE, by=by)


def mark_current(question: Question, *, by: Actor) -> Question:
    return _turn(question, State.OBSOLETE, State.OPEN, by=by)


def make_page_of_answer(answer: Answer, *, by: User) -> Page:
    """A draft in the question's space with the answer's words, titled like the question; the question leads to it."""
    with atomic():
        question = question_now(answer.question_id, by=by)
        if not can_make_page(by, question):
            raise Forbidden(_("You may not write pages in this space. Ask one of its editors; nothing was made."))
        if question.answered_in_page is not None and question.answered_in_page.trashing_id is None:
            raise Conflict(_("A page was made of an answer already. Open it and write there; nothing was made."))
        page = create_page(
            question.space, by=by, title=question.title[:TITLE_LENGTH], body=_page_body(question, answer)
        )
        question.answered_in_page = page
        question.save(update_fields=["answered_in_page"])
        _record("answer.made_page", question, by=by, answer=answer.pk, page=page.pk, title=question.title)
    return page


def _page_body(question: Question, answer: Answer) -> Adf:
    """The answer, and below it where it comes from. Whom it named was told when it was given: there stands her name."""
    link = {"type": "link", "attrs": {"href": answer.get_absolute_url()}}
    who = answer.by.name if answer.by else answer.by_name or str(ANONYMOUS)
    words = [
        {"type": "text", "text": _("From an answer of %(who)s: ") % {"who": who}},
        {"type": "text", "text": question.title, "marks": [link]},
    ]
    return {
        **answer.body,
        "content": [*_without_names(answer.body)["content"], {"type": "paragraph", "content": words}],
    }


def _without_names(node: Adf) -> Adf:
    if node["type"] == "mention":
        return {"type": "text", "text": str(node.get("attrs", {}).get("text") or "@")}
    return {**node, "content": [_without_names(child) for child in node["content"]]} if "content" in node else node


def _open(question: Question, by: Actor) -> Question:
    fresh = question_now(question.pk, by=by)
    if not can_answer(by, fresh):
        raise Forbidden(_("You can read this question but not ask others about it. Nothing was changed."))
    return fresh


def _turn(question: Question, before: State, after: State, *, by: Actor) -> Question:
    with atomic():
        fresh = question_now(question.pk, by=by)
        if not can_change_question(by, fresh):
            raise Forbidden(_("Only who asked and the editors of the space say whether a question still holds."))
        if fresh.state not in (before, after):
            raise Conflict(_("This question is neither open nor out of date. Nothing was changed."))
        if fresh.state == before:
            fresh.state = after
            fresh.save(update_fields=["state"])
            record(
                "question.outdated" if after == State.OBSOLETE else "question.current",
                by=by, space_id=fresh.space_id, page_id=page_of(fresh), target_id=fresh.pk, title=fresh.title,
            )  # fmt: skip
    return fresh


def _record(event: str, question: Question, *, by: Actor, **data: Any) -> None:
    record(event, by=by, space_id=question.space_id, page_id=page_of(question), target_id=question.pk, **data)
