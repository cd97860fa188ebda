"""A reviewer answers; the author and Cairn remind her."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Forbidden
from cairn.feedback.access import can_answer
from cairn.feedback.models import Answer, Nudge, Reminder, Review, Round
from cairn.feedback.operations.rounds import open_round
from cairn.feedback.progress import Progress, next_nudge
from cairn.feedback.queries import threads_of
from cairn.pages.access import can_view
from cairn.people.actors import System
from cairn.people.models import User
from cairn.ui.instants import relative


def answer_review(review: Review, *, by: User) -> Answer:
    """Done, with the threads she has left counted. Again changes nothing."""
    with atomic():
        _check(review, by)
        round_ = review.round
        count = threads_of(round_).filter(by=by).count()
        answer, is_new = Answer.objects.get_or_create(
            review=review, defaults={"version": round_.page.published, "threads": count}
        )
        if is_new:
            progress = Progress.of(round_)
            record(
                "review.answered", by=by, target_id=round_.pk, review=review.pk, threads=count, asked_by=round_.by_id,
                answered=len(progress.answered), asked=len(progress.counted), **_facts(round_),
            )  # fmt: skip
    return answer


def withdraw_answer(review: Review, *, by: User) -> None:
    """She is not done after all."""
    with atomic():
        _check(review, by)
        deleted, _rows = Answer.objects.filter(review=review).delete()
        if deleted:
            record("review.reopened", by=by, target_id=review.round_id, review=review.pk, **_facts(review.round))


def nudge_reviewers(round_: Round, *, by: User, review: Review | None = None) -> list[User]:
    """Remind `review`'s person, or all who have not answered: each at most once a day. Returns who was nudged.

    Raises Conflict, saying when the next nudge is possible, when nobody is left to be nudged now.
    """
    with atomic():
        round_ = open_round(round_, by)
        # Locked: of two that nudge at once the second finds the first's.
        waiting = Review.objects.awaited().filter(round=round_).select_related("user").select_for_update(of=("self",))
        wanted = [each for each in waiting if review is None or each.pk == review.pk]
        reachable = [each for each in wanted if can_view(each.user, round_.page)]
        ready = [each for each in reachable if next_nudge(each) is None]
        if not ready:
            raise Conflict(_why_not(reachable, wanted))
        Nudge.objects.bulk_create([Nudge(review=each, by=by) for each in ready])
        record(
            "review.nudged", by=by, target_id=round_.pk, question=round_.question, due_at=round_.due_at.isoformat(),
            reviews=[{"user_id": each.user_id, "review": each.pk} for each in ready], **_facts(round_),
        )  # fmt: skip
    return [each.user for each in ready]


def remind_reviewer(review: Review, kind: str, *, by: System) -> bool:
    """Cairn's own reminder, "half" or "day": once, whoever else runs this. Returns whether it was sent now."""
    with atomic():
        _reminder, is_new = Reminder.objects.get_or_create(review=review, kind=kind)
        if is_new:
            record(
                "review.reminded", by=by, target_id=review.round_id, kind=kind, question=review.round.question,
                due_at=review.round.due_at.isoformat(),
                reviews=[{"user_id": review.user_id, "review": review.pk}], **_facts(review.round),
            )  # fmt: skip
    return is_new


def tell_round_is_over(round_: Round, *, by: System) -> bool:
    """Tell the author, once, that the time is over: who has not answered, and that it is hers to close."""
    with atomic():
        told = Round.objects.filter(pk=round_.pk, ended_at=None, overdue_told_at=None).update(overdue_told_at=now())
        if told:
            progress = Progress.of(round_)
            record(
                "round.time_over", by=by, target_id=round_.pk, asked_by=round_.by_id, question=round_.question,
                answered=len(progress.answered), asked=len(progress.counted), **_facts(round_),
            )  # fmt: skip
    return bool(told)


def _check(review: Review, by: User) -> None:
    """Raises unless it is hers to answer now; the round is locked, so that it can't be closed beside it."""
    round_ = Round.objects.select_for_update(of=("self",)).select_related("page__space", "page__published").get(
        pk=review.round_id
    )  # fmt: skip
    review.round = round_
    if review.user_id != by.pk:
        raise Forbidden(_("Only the reviewer herself can say that she is done."))
    if not round_.is_open:
        raise Conflict(_("This round is over. You can still comment on the page."))
    if not can_answer(by, review):
        raise Forbidden(_("You can’t see this page any more. Ask whoever asked you."))


def _why_not(reachable: Sequence[Review], wanted: Sequence[Review]) -> str:
    if not wanted:
        return _("Nobody is left to nudge: everybody has answered.")
    if not reachable:
        return _("They can’t see the page any more, so a nudge would not reach them.")
    name, again = min(((each.user.name, next_nudge(each) or now()) for each in reachable), key=lambda pair: pair[1])
    words = _("%(name)s was nudged less than a day ago. You can nudge again %(when)s.")
    return words % {"name": name, "when": relative(again)}


def _facts(round_: Round) -> dict[str, Any]:
    return {"space_id": round_.page.space_id, "page_id": round_.page_id}
