"""One person, one vote for a question. Counts are exact: the question's row is locked while it is counted.

The event of a vote names nobody: who voted stands in the vote's row alone, which goes when the vote is taken back.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.core.errors import Forbidden
from cairn.people.actors import SYSTEM
from cairn.people.models import User
from cairn.questions.access import is_votable
from cairn.questions.guard import question_now, require_stage, require_standing
from cairn.questions.models import Question, Vote
from cairn.questions.operations.ask import page_of
from cairn.questions.ranking import heat


def vote_for_question(question_id: int, *, by: User) -> Question:
    """Hers counts once, however often she presses, and once for all that was united with it. Conflict once votes are
    not taken any more, Missing for what she can't see: by its id, so that many who vote at once read it once each."""
    with atomic():
        fresh = _votable(question_id, by)
        if not votes_on(fresh).filter(user=by).exists():
            Vote.objects.create(question=fresh, user=by)
            _count(fresh, fresh.votes + 1)
            _tell("cast", fresh)
    return fresh


def unvote_question(question_id: int, *, by: User) -> Question:
    with atomic():
        fresh = _votable(question_id, by)
        gone, _rows = votes_on(fresh).filter(user=by).delete()
        if gone:
            _count(fresh, fresh.votes - 1)
            _tell("withdrawn", fresh)
    return fresh


def votes_on(question: Question) -> QuerySet[Vote]:
    """Votes for it and for what was united with it: each keeps its own, so that parting brings back what was."""
    return Vote.objects.filter(Q(question=question) | Q(question__merged_into=question))


def recount(question: Question) -> None:
    """After questions were united or parted: each person once. The caller holds the question's lock."""
    group = Question.objects.filter(Q(pk=question.pk) | Q(merged_into=question))
    carried: int = group.aggregate(n=Sum("carried_votes"))["n"] or 0
    _count(question, carried + votes_on(question).values("user").distinct().count())


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
    question.save(update_fields=["votes", "heat"])


def _tell(what: str, question: Question) -> None:
    where = {"space_id": question.space_id, "page_id": page_of(question), "target_id": question.pk}
    record("vote.cast" if what == "cast" else "vote.withdrawn", by=SYSTEM, **where)
