""" "Answered in": a question whose answer stands in another question or on a page."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Forbidden, Invalid
from cairn.pages.access import can_view
from cairn.pages.models import Page
from cairn.people.actors import Actor
from cairn.questions.access import can_accept, can_point_back, can_see_question
from cairn.questions.guard import question_now, require_standing
from cairn.questions.models import Question
from cairn.questions.operations.ask import page_of
from cairn.questions.operations.vote import recount_above
from cairn.questions.union import below, lock_unions, mark_joined


def point_elsewhere(question: Question, place: Question | Page, *, by: Actor) -> Question:
    """`question` is answered where `place` is. Another question counts its voters as well, each person once.

    Its own votes stay its own, so that pointing away again brings back what was. Two that point at each other at the
    same moment, or a ring of several, end without a circle: the second finds what the first has done.
    """
    with atomic():
        whole = lock_unions(question.pk, *([place.pk] if isinstance(place, Question) else []))
        fresh = question_now(question.pk, by=by)
        if not can_accept(by, fresh):
            raise Forbidden(_("Only who asked and the hosts say where a question is answered. Nothing was changed."))
        require_standing(fresh)
        if isinstance(place, Page):
            _point(fresh, None, _readable(place, by), whole)
        else:
            _point(fresh, _answered(place, fresh, by), None, whole)
        to = {"page": fresh.answered_in_page_id, "into": fresh.answered_in_question_id}  # ids alone: not all may see it
        record("question.pointed", by=by, **_where(fresh), **to)
    return fresh


def point_back(question: Question, *, by: Actor) -> Question:
    """It is answered nowhere else after all; each question has its own voters again."""
    with atomic():
        whole = lock_unions(question.pk)
        fresh = question_now(question.pk, by=by)
        if not can_point_back(by, fresh):
            raise Forbidden(_("Only who asked and the hosts decide this. Nothing was changed."))
        if fresh.answered_in_question_id or fresh.answered_in_page_id:
            _point(fresh, None, None, whole)
            record("question.pointed_back", by=by, **_where(fresh))
    return fresh


def _point(question: Question, target: Question | None, page: Page | None, whole: set[int]) -> None:
    before = question.answered_in_question_id
    question.answered_in_question, question.answered_in_page = target, page
    question.save(update_fields=["answered_in_question", "answered_in_page"])
    mark_joined(whole)
    recount_above([pk for pk in (question.pk, before) if pk])


def _readable(page: Page, by: Actor) -> Page:
    if not can_view(by, page) or page.published_id is None or page.trashing_id is not None:
        raise Invalid(_("Choose a published page that you can read. Nothing was changed."))
    return page


def _answered(target: Question, question: Question, by: Actor) -> Question:
    """As it is now: what it was united with meanwhile stands for it."""
    seen: set[int] = set()
    found = question_now(target.pk, by=by)
    while found.merged_into is not None and found.pk not in seen:
        seen.add(found.pk)
        found = found.merged_into
    if not can_see_question(by, found):
        raise Invalid(_("Choose a question that you can read. Nothing was changed."))
    require_standing(found)
    if not (found.answers or found.answered_in_question_id or found.answered_in_page_id):
        raise Conflict(_("That question has no answer yet. Answer one of them first, or unite the two."))
    if found.pk in below([question.pk]):
        raise Conflict(_("That question leads back to this one, so nobody would find an answer. Nothing was changed."))
    return found


def _where(question: Question) -> dict[str, int | None]:
    return {"space_id": question.space_id, "page_id": page_of(question), "target_id": question.pk}
