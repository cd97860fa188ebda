"""Each right exists twice; this table holds the two together, through every state of a decision."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.cast import Cast

from cairn.decisions import access
from cairn.decisions.models import Decision, Status
from cairn.decisions.operations import record_outcome, set_up_decision, spin_up_decision, start_decision
from cairn.decisions.operations.reopen import reopen_decision
from cairn.decisions.operations.supersede import supersede_decision
from cairn.decisions.operations.withdraw import withdraw_decision
from cairn.decisions.roles import Setup
from cairn.decisions.tests.conftest import again

RIGHTS: dict[str, tuple[Callable[[Any, Decision], bool], str]] = {
    "see": (access.can_see_decision, "visible_to"),
    "change": (access.can_change_decision, "changeable_by"),
    "start": (access.can_start, "startable_by"),
    "position": (access.can_take_position, "awaiting_position_of"),
    "replace": (access.can_replace, "replaceable_by"),
    "escalate": (access.can_escalate, "escalatable_by"),
    "decide": (access.can_decide, "decidable_by"),
    "supersede": (access.can_supersede, "supersedable_by"),
    "take back": (access.can_take_back, "taken_back_by"),
    "withdraw": (access.can_withdraw, "withdrawable_by"),
    "reopen": (access.can_reopen, "reopenable_by"),
    "tend": (access.can_tend, "tended_by"),
    "doubt": (access.can_doubt, "doubtable_by"),
}


@pytest.fixture
def states(cast: Cast, setup: Setup) -> list[Decision]:
    """A draft, one that runs, one through a team, one driven by a reader, one decided, one in the other space; then one
    superseded, one that will be, one withdrawn before and one after its outcome, one reopened."""
    draft, running, team, reader, decided = (
        spin_up_decision(cast.stone, by=cast.ben, title=title)
        for title in ("draft", "running", "team", "reader", "done")
    )
    old, fading, dropped, void, again_ = (
        spin_up_decision(cast.stone, by=cast.ben, title=title)
        for title in ("superseded", "fading", "dropped", "void", "reopened")
    )
    for decision in (running, team, reader, decided, old, fading, dropped, void, again_):
        start_decision(decision, by=cast.ben, setup=setup)
    set_up_decision(team, by=cast.ben, setup=Setup.daci(cast.ben, [cast.crew], [cast.ravi], [], setup.due_at))
    set_up_decision(reader, by=cast.ben, setup=Setup.daci(cast.ravi, [cast.ada], [cast.gus], [], setup.due_at))
    for decision in (decided, old, fading, void, again_):
        record_outcome(decision, by=cast.ada, statement="NATS.")
    supersede_decision(old, by=cast.ben, replacement=decided, reason="Newer.")
    supersede_decision(fading, by=cast.ben, replacement=running, reason="Soon.")
    withdraw_decision(dropped, by=cast.ben, reason="Nobody needs it.")
    withdraw_decision(void, by=cast.ada, reason="It was wrong.")
    reopen_decision(again_, by=cast.ada, reason="New facts.", due_at=setup.due_at)
    moss = spin_up_decision(cast.moss, by=cast.sam, title="elsewhere")
    first = (draft, running, team, reader, decided, moss)
    return [again(decision) for decision in (*first, old, fading, dropped, void, again_)]


def test_each_state_is_found_by_its_name(states: list[Decision]) -> None:
    for status in Status:
        rows = {decision.page.title for decision in Decision.objects.with_status(status)}
        assert rows, status
        assert rows == {decision.page.title for decision in states if decision.status == status}, status


def test_sentence_and_query_agree(cast: Cast, states: list[Decision]) -> None:
    for right, (may, listed) in RIGHTS.items():
        for user in cast.all():
            rows = {decision.page.title for decision in getattr(Decision.objects, listed)(user)}
            assert rows == {decision.page.title for decision in states if may(user, decision)}, (user, right)


def test_who_may_what(cast: Cast, states: list[Decision]) -> None:
    draft, running, team, reader, decided, _moss, *_after = states
    may = {
        "change the draft": {user.name for user in cast.all() if access.can_change_decision(user, draft)},
        "see the draft": {user.name for user in cast.all() if access.can_see_decision(user, draft)},
        "start": {user.name for user in cast.all() if access.can_start(user, draft)},
        "change as its driver": {user.name for user in cast.all() if access.can_change_decision(user, reader)},
        "take a position": {user.name for user in cast.all() if access.can_take_position(user, running)},
        "decide": {user.name for user in cast.all() if access.can_decide(user, running)},
        "decide through a team": {user.name for user in cast.all() if access.can_decide(user, team)},
        "change what is decided": {user.name for user in cast.all() if access.can_change_decision(user, decided)},
    }
    assert may == {
        "change the draft": {"Ada", "Ben"},
        "see the draft": {"Ada", "Ben"},
        "start": {"Ada", "Ben"},
        "change as its driver": {"Ada", "Ben", "Ravi"},
        "take a position": {"Ada", "Ben", "Cleo"},
        "decide": {"Ada"},
        "decide through a team": {"Ben", "Cleo"},
        "change what is decided": set(),
    }
