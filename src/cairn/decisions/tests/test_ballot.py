"""Votes at the HTTP edge: who may, what is refused, what is seen when, and what the count records."""

from datetime import timedelta
from typing import Any

import pytest
from tests.cast import Cast, SignIn

from cairn.core.clock import now
from cairn.decisions.frameworks.queries import current_version
from cairn.decisions.models import BallotMark, Decision
from cairn.decisions.operations import add_option, cast_ballot, record_outcome, spin_up_decision, start_decision
from cairn.decisions.roles import Setup
from cairn.decisions.tests.conftest import again

HTMX = {"HX-Request": "true"}


def vote(cast: Cast, key: str, *, is_blind: bool = False) -> Decision:
    """Ben calls it; Ada, Cleo and Ravi vote as well; Gus is told. Three options."""
    decision = spin_up_decision(cast.stone, by=cast.ben, title="Roof", framework=current_version(key))
    add_option(decision, by=cast.ben, title="Slate")
    Decision.objects.filter(pk=decision.pk).update(is_blind=is_blind)
    holders = {"caller": [cast.ben], "voter": [cast.ada, cast.cleo, cast.ravi], "informed": [cast.gus]}
    start_decision(decision, by=cast.ben, setup=Setup(holders, now() + timedelta(days=2)))
    return again(decision)


def words(answer: Any) -> str:
    return answer.content.decode()


def test_a_ranked_choice(cast: Cast, as_: SignIn) -> None:
    decision = vote(cast, "ranked")
    a, b, slate = decision.options.all()
    url = f"/decisions/{decision.pk}/ballot/"
    assert "Rank the options" in words(as_(cast.cleo).get(decision.get_absolute_url()))
    assert as_(cast.gus).post(url, {f"mark-{a.pk}": 1}).status_code == 403
    assert as_(cast.sam).post(url, {f"mark-{a.pk}": 1}).status_code == 404
    twice = as_(cast.cleo).post(url, {f"mark-{a.pk}": 1, f"mark-{b.pk}": 1, "reason": "kept"}, headers=HTMX)
    assert twice.status_code == 422 and "same rank" in words(twice) and "kept" in words(twice)
    assert "empty" in words(as_(cast.cleo).post(url, {}, headers=HTMX))
    assert "not a number" in words(as_(cast.cleo).post(url, {f"mark-{a.pk}": "first"}, headers=HTMX))
    ranked = {f"mark-{slate.pk}": 2, f"mark-{b.pk}": 7, "mark-999": 1}  # gaps close, unknown options fall out
    assert as_(cast.cleo).post(url, ranked, headers=HTMX).status_code == 200
    assert list(BallotMark.objects.values_list("option", "value")) == [(slate.pk, 1), (b.pk, 2)]
    assert as_(cast.cleo).post(url, {f"mark-{slate.pk}": 1}).status_code == 200  # she changes it
    assert BallotMark.objects.count() == 1
    cast_ballot(decision, by=cast.ben, marks={a.pk: 1, slate.pk: 2})
    cast_ballot(decision, by=cast.ada, marks={b.pk: 1, slate.pk: 2})
    cast_ballot(decision, by=cast.ravi, marks={slate.pk: 1})
    shown = words(as_(cast.gus).get(f"/decisions/{decision.pk}/tally/"))
    assert "Slate leads." in shown and "drops out" in shown and "Round 1" in shown
    assert as_(cast.sam).get(f"/decisions/{decision.pk}/tally/").status_code == 404


def test_the_count_decides(cast: Cast, as_: SignIn) -> None:
    decision = vote(cast, "vote", is_blind=True)
    a, b, _slate = decision.options.all()
    outcome = f"/decisions/{decision.pk}/outcome/"
    cast_ballot(decision, by=cast.ada, marks={b.pk: 1})
    cast_ballot(decision, by=cast.cleo, marks={b.pk: 1})
    cast_ballot(decision, by=cast.ben, marks={a.pk: 1})
    hidden = words(as_(cast.ben).get(decision.get_absolute_url()))
    assert "hidden until the vote is closed" in hidden and "leads" not in hidden
    assert as_(cast.ada).post(outcome, {"statement": "B."}).status_code == 403
    other = as_(cast.ben).post(outcome, {"statement": "A.", "option": a.pk}, headers=HTMX)
    assert other.status_code == 422 and "The count says Option B" in words(other)
    assert as_(cast.ben).post(outcome, {}, headers=HTMX).status_code == 204
    decided = again(decision).outcome
    assert (decided.option, decided.statement) == (b, "Option B: it won the vote, of 3 ballots.")
    assert "Option B won." in words(as_(cast.gus).get(decision.get_absolute_url()))
    late = as_(cast.ravi).post(f"/decisions/{decision.pk}/ballot/", {"choice": a.pk})
    assert late.status_code == 409


def test_a_tie_is_said_and_broken_by_who_called_it(cast: Cast, as_: SignIn) -> None:
    decision = vote(cast, "vote")
    a, b, slate = decision.options.all()
    cast_ballot(decision, by=cast.ada, marks={b.pk: 1})
    cast_ballot(decision, by=cast.cleo, marks={a.pk: 1})
    ben, outcome = as_(cast.ben), f"/decisions/{decision.pk}/outcome/"
    refused = ben.post(outcome, {"option": slate.pk}, headers=HTMX)
    assert refused.status_code == 422 and "tie between Option A and Option B" in words(refused)
    assert ben.post(outcome, {"option": b.pk, "statement": "B, it is cheaper."}, headers=HTMX).status_code == 204


@pytest.mark.parametrize(
    ("key", "marks", "reason"),
    [
        ("dots", [3, 3], "You have 5 dots and gave 6."),
        ("dots", [0, 0], "Your ballot is empty"),
        ("score", [6, 1], "A score goes from 0 to 5."),
        ("score", [10**9, 1], "is not a number"),
    ],
)
def test_what_can_not_be_counted(cast: Cast, as_: SignIn, key: str, marks: list[int], reason: str) -> None:
    decision = vote(cast, key)
    typed = {f"mark-{option.pk}": mark for option, mark in zip(decision.options.all(), marks, strict=False)}
    answer = as_(cast.cleo).post(f"/decisions/{decision.pk}/ballot/", typed, headers=HTMX)
    assert (answer.status_code, reason in words(answer)) == (422, True)
    assert not BallotMark.objects.exists()


def test_a_vote_takes_no_positions_and_a_round_no_ballots(cast: Cast, as_: SignIn, running: Decision) -> None:
    decision = vote(cast, "score")
    said = as_(cast.cleo).post(f"/decisions/{decision.pk}/position/", {"stance": "agree"}, headers=HTMX)
    assert said.status_code == 422
    option = running.options.first()
    assert option
    assert as_(cast.cleo).post(f"/decisions/{running.pk}/ballot/", {f"mark-{option.pk}": 1}).status_code == 409


def test_who_voted_how_is_listed_where_the_vote_is_open(cast: Cast, as_: SignIn) -> None:
    for is_blind in (False, True):
        decision = vote(cast, "ranked", is_blind=is_blind)
        first, _second, slate = decision.options.all()
        cast_ballot(decision, by=cast.cleo, marks={slate.pk: 1, first.pk: 2})
        url = f"/decisions/{decision.pk}/tally/"
        said = f"1. Slate, 2. {first.title}"
        assert (said in words(as_(cast.gus).get(url))) is not is_blind
        assert as_(cast.sam).get(url).status_code == 404
    assert said not in words(as_(cast.cleo).get(url))  # the count stays hidden from those who voted, too
    for voter in (cast.ben, cast.ada, cast.ravi):
        cast_ballot(decision, by=voter, marks={slate.pk: 1})
    record_outcome(decision, by=cast.ben, statement="Slate.")
    assert said in words(as_(cast.gus).get(url))
