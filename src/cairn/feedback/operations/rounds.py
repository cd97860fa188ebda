"""Asking for feedback: beginning a round, changing whom and until when, calling it off."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Forbidden, Invalid
from cairn.feedback.access import can_ask, can_lead
from cairn.feedback.guests import Asked, admitted, asked_people, new_ones
from cairn.feedback.models import Answer, Maturity, Reminder, Review, Round
from cairn.feedback.models.rounds import QUESTION_LENGTH
from cairn.feedback.words import QUESTIONS, future, one_line
from cairn.pages.models import Page
from cairn.pages.operations.checks import fresh
from cairn.people.models import Team, User

ONLY_EDITORS = "You can read this page but not run a feedback round on it. Ask its owner or an admin of the space."


@dataclass(frozen=True, slots=True)
class Ask:
    """Whom, until when, and about what. `blind` says what becomes of people who can't see the page: see `guests`."""

    people: Iterable[User] = ()
    teams: Iterable[Team] = ()
    due_at: datetime | None = None
    question: str = ""
    maturity: int = Maturity.SUBSTANCE
    blind: str = field(default="")


def start_round(page: Page, ask: Ask, *, by: User) -> Round:
    """Ask for feedback. Raises Conflict while another round is open on the page, SomeCannotSee, or Invalid."""
    with atomic():
        page = fresh(page)
        if not can_ask(by, page):
            raise Forbidden(_(ONLY_EDITORS))
        if Round.objects.filter(open_on=page).exists():
            raise Conflict(_("A feedback round is open on this page already. Add your reviewers there, or close it."))
        question, due_at = _question(ask), future(ask.due_at)
        asked = admitted(asked_people(ask.people, ask.teams, by), page, by, ask.blind)
        round_ = Round.objects.create(
            page=page, open_on=page, question=question, maturity=ask.maturity, due_at=due_at,
            version=page.published, by=by,
        )  # fmt: skip
        reviews = _invite(round_, asked, by)
        record(
            "round.started", by=by, target_id=round_.pk, reviews=reviews, question=question,
            maturity=round_.maturity, due_at=due_at.isoformat(), **_place(round_),
        )  # fmt: skip
    return round_


def change_round(round_: Round, ask: Ask, *, by: User) -> Round:
    """Another end, question or maturity. A new end brings a new reminder the day before."""
    with atomic():
        round_ = open_round(round_, by)
        question = _question(ask)
        due_at = round_.due_at if ask.due_at == round_.due_at else future(ask.due_at)
        if due_at != round_.due_at:
            Reminder.objects.filter(review__round=round_, kind="day").delete()
            round_.overdue_told_at = None
        before, round_.due_at, round_.question, round_.maturity = round_.due_at, due_at, question, ask.maturity
        round_.save(update_fields=["due_at", "question", "maturity", "overdue_told_at"])
        waiting = Review.objects.awaited().filter(round=round_)
        record(
            "round.changed", by=by, target_id=round_.pk, question=question, due_at=due_at.isoformat(),
            extended=due_at > before, moved=due_at != before, maturity=round_.maturity,
            reviews=[{"user_id": each.user_id, "review": each.pk} for each in waiting], **_place(round_),
        )  # fmt: skip
    return round_


def add_reviewers(round_: Round, ask: Ask, *, by: User) -> list[User]:
    """Ask more people; who is asked already stays as she is. Returns the new ones."""
    with atomic():
        round_ = open_round(round_, by)
        known = set(round_.reviews.values_list("user", flat=True))
        new = new_ones(asked_people(ask.people, ask.teams, by), known)
        asked = admitted(new, round_.page, by, ask.blind)
        reviews = _invite(round_, asked, by)
        record(
            "review.asked", by=by, target_id=round_.pk, reviews=reviews, question=round_.question,
            due_at=round_.due_at.isoformat(), **_place(round_),
        )  # fmt: skip
    return list(asked)


def remove_reviewer(review: Review, *, by: User) -> None:
    """Ask her no longer. One who has pressed Done stays: her answer is part of the round."""
    with atomic():
        round_ = open_round(review.round, by)
        if Answer.objects.filter(review=review).exists():
            words = _("%(name)s has answered; that stays a part of the round.")
            raise Conflict(words % {"name": review.user.name})
        deleted, _rows = Review.objects.filter(pk=review.pk).delete()
        if deleted:
            record(
                "review.removed", by=by, target_id=round_.pk, review=review.pk, user=review.user_id, **_place(round_)
            )


def cancel_round(round_: Round, *, by: User) -> Round:
    """Call it off: nobody has to answer, threads stay as they are."""
    with atomic():
        round_ = open_round(round_, by)
        end(round_, by, is_cancelled=True)
        reviews = [{"user_id": each.user_id, "review": each.pk} for each in round_.reviews.all()]
        record(
            "round.cancelled", by=by, target_id=round_.pk, reviews=reviews, question=round_.question, **_place(round_)
        )
    return round_


def open_round(round_: Round, by: User) -> Round:
    """The round as it is now, locked against others; raises Forbidden, or Conflict when it is over."""
    rounds = Round.objects.select_for_update(of=("self",)).select_related("page__space", "page__published", "ended_by")
    found = rounds.filter(pk=round_.pk).first()
    if found is None:
        raise Conflict(_("This round is gone together with its page."))
    if not can_ask(by, found.page):
        raise Forbidden(_(ONLY_EDITORS))
    if not can_lead(by, found):
        words = _("%(name)s has called this round off.") if found.is_cancelled else _("%(name)s has closed this round.")
        raise Conflict(words % {"name": found.ended_by.name if found.ended_by else "Cairn"})
    return found


def end(round_: Round, by: User, *, is_cancelled: bool = False, note: str = "") -> None:
    round_.ended_at, round_.ended_by, round_.open_on = now(), by, None
    round_.is_cancelled, round_.note = is_cancelled, note
    round_.save(update_fields=["ended_at", "ended_by", "open_on", "is_cancelled", "note"])


def _place(round_: Round) -> dict[str, Any]:
    return {"space_id": round_.page.space_id, "page_id": round_.page_id}


def _question(ask: Ask) -> str:
    """As typed, or the usual one for this maturity. Raises Invalid for a maturity there is not."""
    if ask.maturity not in Maturity.values:
        words = _("Say how ripe the text is: 10, 50 or 90 %.")
        raise Invalid(words, fields={"maturity": words})
    return one_line(ask.question, QUESTION_LENGTH, "question") or str(QUESTIONS[ask.maturity])


def _invite(round_: Round, asked: Asked, by: User) -> list[dict[str, int]]:
    """A review for each; for events: `[{"user_id": 3, "review": 7}]`."""
    reviews = [Review.objects.create(round=round_, user=user, team=team, by=by) for user, team in asked.items()]
    return [{"user_id": review.user_id, "review": review.pk} for review in reviews]
