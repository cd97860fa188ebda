"""One person, one vote for a question. Counts are exact: the question's row is locked while it is counted.

The event of a vote names nobody: who voted stands in the vote's row alone, which goes when the vote is taken back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Forbidden
from cairn.core.prepared import prepared
from cairn.people.actors import SYSTEM
from cairn.people.models import User
from cairn.questions.access import is_votable
from cairn.questions.guard import hold_stage, question_now, require_stage, require_standing
from cairn.questions.models import Question, Vote
from cairn.questions.ranking import heat
from cairn.questions.union import above, below, lock_unions


class _Joined(Exception):
    """It hangs together with questions elsewhere, whose rows have to be locked before its own."""


def vote_for_question(question_id: int, *, by: User) -> Question:
    """Hers counts once, however often she presses, and once for all that was united with it. Conflict once votes are
    not taken any more, Missing for what she can't see: by its id, so that many who vote at once read it once each."""
    return _counted(question_id, by, _cast)


def unvote_question(question_id: int, *, by: User) -> Question:
    """Hers goes wherever it stood in the union. Conflict where it stands in a session whose votes are frozen."""
    return _counted(question_id, by, _take_back)


def votes_on(question: Question) -> QuerySet[Vote]:
    """Votes for it and for what was united with it: each keeps its own, so that parting brings back what was."""
    if question.is_joined:
        return Vote.objects.filter(question__in=below([question.pk]))
    return Vote.objects.filter(Q(question=question) | Q(question__merged_into=question))


def _hers(question: int, user: int) -> QuerySet[Vote]:
    """Of one that hangs together with nothing elsewhere: as `votes_on`, without asking what its union is."""
    here = Q(question=question) | Q(question__merged_into=question)
    return Vote.objects.filter(here, user=user)[:1]


def recount(question: Question) -> None:
    """After questions were united or parted: each person once. The caller holds the question's lock."""
    group = below([question.pk])
    carried: int = Question.objects.filter(pk__in=group).aggregate(n=Sum("carried_votes"))["n"] or 0
    _count(question, carried + Vote.objects.filter(question__in=group).values("user").distinct().count())


def recount_above(pks: Iterable[int], *, but: int = 0) -> None:
    """Every question for which votes for these count; their pages are told. The caller has locked the union."""
    for question in Question.objects.filter(pk__in=above(pks)).select_related("session").order_by("pk"):
        before = question.votes
        recount(question)
        if question.votes != before and question.pk != but:
            _tell("cast" if question.votes > before else "withdrawn", question)


def _counted(question_id: int, by: User, change: Callable[[Question, User], set[int]]) -> Question:
    """`change` gives the ids of the questions whose votes are others now."""
    try:
        with atomic():
            hold_stage(question_id)
            fresh = _votable(question_id, by)
            if fresh.is_joined:
                raise _Joined
            if changed := change(fresh, by):
                _count(fresh, fresh.votes + (1 if change is _cast else -1))
                _tell("cast" if change is _cast else "withdrawn", fresh)
            return fresh
    except _Joined:
        pass
    with atomic():
        hold_stage(question_id)
        lock_unions(question_id)
        fresh = _votable(question_id, by)
        if changed := change(fresh, by):
            recount_above(changed, but=fresh.pk)
            _tell("cast" if change is _cast else "withdrawn", fresh)
            fresh.refresh_from_db(fields=["votes", "heat"])
    return fresh


def _cast(question: Question, by: User) -> set[int]:
    known = votes_on(question).filter(user=by)[:1] if question.is_joined else prepared(_hers, _hers, question.pk, by.pk)
    if known:
        return set()
    Vote.objects.create(question=question, user=by)
    return {question.pk}


def _take_back(question: Question, by: User) -> set[int]:
    hers = votes_on(question).filter(user=by)
    if not question.is_joined:
        gone, _rows = hers.delete()
        return {question.pk} if gone else set()
    where = list(Question.objects.filter(pk__in=hers.values("question")).select_related("session"))
    if any(each.session is not None and not each.session.permits("vote") for each in where):
        words = _(
            "Your vote came from a question of another session, where votes stand as they are. Nothing was changed."
        )
        raise Conflict(words)
    hers.delete()
    return {each.pk for each in where}


def _votable(question_id: int, by: User) -> Question:
    fresh = question_now(question_id, by=by)
    require_standing(fresh)
    if fresh.session is not None:
        require_stage(fresh.session, "vote")
    if not is_votable(fresh):  # `question_now` has asked whether she sees it
        raise Forbidden(_("This question waits for a host; it takes votes once it stands in the list."))
    return fresh


def _count(question: Question, votes: int) -> None:
    question.votes = votes
    question.heat = heat(votes, question.at, question.session)
    Question.objects.filter(pk=question.pk).update(votes=votes, heat=question.heat)


def _tell(what: str, question: Question) -> None:
    page_id = question.session.page_id if question.session else None
    where = {"space_id": question.space_id, "page_id": page_id, "target_id": question.pk}
    record("vote.cast" if what == "cast" else "vote.withdrawn", by=SYSTEM, **where)
