"""The hosts' desk: let a question in, decline it, pin it, unite it with another, and take each of that back."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Invalid, Missing
from cairn.people.actors import Actor
from cairn.questions.guard import run_question
from cairn.questions.models import Question, State
from cairn.questions.operations.ask import page_of
from cairn.questions.operations.vote import recount_above
from cairn.questions.union import below, lock_unions, mark_joined

LONGEST_REASON = 500


def approve_question(question: Question, *, by: Actor) -> Question:
    """It stands in the list from now on: one that waited, or one that was declined."""
    with atomic():
        fresh = run_question(question, by=by)
        if fresh.state not in (State.QUEUED, State.DECLINED):
            return fresh
        was = fresh.state
        fresh.state, fresh.decline_reason = State.OPEN, ""
        fresh.save(update_fields=["state", "decline_reason"])
        _record("question.approved", fresh, by, before=was, title=fresh.title)
    return fresh


def decline_question(question: Question, *, by: Actor, reason: str) -> Question:
    """Out of the list, with a reason that its asker reads; its votes stay, should it come back."""
    with atomic():
        fresh = run_question(question, by=by)
        if fresh.state == State.WITHDRAWN:
            raise Conflict(_("Its asker has taken the question back meanwhile. Nothing was changed."))
        words = " ".join(reason.split())
        if not words or len(words) > LONGEST_REASON:
            said = _("Say in a line or two why it is not answered. Whoever asked it reads that.")
            raise Invalid(said, fields={"reason": said})
        fresh.state, fresh.decline_reason, fresh.pinned_at = State.DECLINED, words, None
        fresh.save(update_fields=["state", "decline_reason", "pinned_at"])
        _record("question.declined", fresh, by, title=fresh.title, reason=words, asker=fresh.asker_id)
    return fresh


def pin_question(question: Question, *, by: Actor) -> Question:
    """Hosts' choice: it stands first, in the order in which they were pinned."""
    with atomic():
        fresh = run_question(question, by=by)
        if fresh.state != State.OPEN or fresh.merged_into_id is not None:
            raise Conflict(_("Only a question that stands in the list can be pinned."))
        if fresh.pinned_at is None:
            fresh.pinned_at = now()
            fresh.save(update_fields=["pinned_at"])
            _record("question.pinned", fresh, by)
    return fresh


def unpin_question(question: Question, *, by: Actor) -> Question:
    with atomic():
        fresh = run_question(question, by=by)
        if fresh.pinned_at is not None:
            fresh.pinned_at = None
            fresh.save(update_fields=["pinned_at"])
            _record("question.unpinned", fresh, by)
    return fresh


def merge_question(question: Question, into: int, *, by: Actor) -> Question:
    """`question` becomes part of the one with the id `into`, which has the votes of both, each person counted once.

    Its own votes stay its own as well, so that parting brings back what was. Two that are united with each other at
    the same moment, or a ring of several, end as one: the second finds what the first has done.
    """
    with atomic():
        whole = lock_unions(question.pk, into)
        fresh = run_question(question, by=by)
        if not into:
            raise Invalid(_("Choose the question that it becomes part of."))
        target = _root(into, fresh, by)
        if fresh.merged_into_id is not None:
            raise Conflict(_("This question was united with another one already. Part them first."))
        fresh.merged_into = target
        fresh.pinned_at = None
        fresh.save(update_fields=["merged_into", "pinned_at"])
        _who_answers(target, fresh)
        Question.objects.filter(merged_into=fresh).update(merged_into=target)  # what it held goes along
        mark_joined(whole)
        recount_above([target.pk], but=target.pk)
        _record("question.merged", fresh, by, into=target.pk, title=fresh.title, into_title=target.title)
    return target


def part_question(question: Question, *, by: Actor) -> Question:
    """It stands alone again with its own votes; the other one keeps those that are nobody else's."""
    with atomic():
        whole = lock_unions(question.pk)
        fresh = run_question(question, by=by)
        target = fresh.merged_into
        if target is None:
            return fresh
        fresh.merged_into = None
        fresh.save(update_fields=["merged_into"])
        mark_joined(whole)
        recount_above([target.pk, fresh.pk])
        _record("question.parted", fresh, by, **{"from": target.pk})
    return fresh


def _root(pk: int, question: Question, by: Actor) -> Question:
    """The question that `pk` has become part of, or itself: in the same place, and not this one."""
    seen: set[int] = set()
    found = Question.objects.visible_to(by).select_related("session").filter(pk=pk).first()
    while found is not None and found.merged_into_id is not None and found.pk not in seen:
        seen.add(found.pk)
        found = Question.objects.select_related("session").filter(pk=found.merged_into_id).first()
    if found is None or (found.session_id, found.space_id) != (question.session_id, question.space_id):
        raise Missing(_("There is no such question here. Nothing was changed."))
    if found.pk in below([question.pk]):
        raise Conflict(_("The other question is part of this one already. Nothing was changed."))
    if found.state not in (State.OPEN, State.OBSOLETE):
        raise Conflict(_("The other question does not stand in the list. Let it in first."))
    return found


def _who_answers(target: Question, part: Question) -> None:
    """Where nobody answers the one that stays, whoever was to answer its part does."""
    if target.assigned_to_id is None and part.assigned_to_id is not None:
        target.assigned_to_id = part.assigned_to_id
        target.save(update_fields=["assigned_to"])


def _record(name: str, question: Question, by: Actor, **data: Any) -> None:
    where = {"space_id": question.space_id, "page_id": page_of(question), "target_id": question.pk}
    record(name, by=by, **where, **data)
