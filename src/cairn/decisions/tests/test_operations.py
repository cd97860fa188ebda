"""What the operations refuse and what they leave behind, below the HTTP edge."""

from datetime import timedelta

import pytest
from tests.cast import Cast

from cairn.activity.models import Event
from cairn.core.clock import now
from cairn.core.errors import Conflict, Forbidden, Invalid, Missing
from cairn.decisions.models import Decision, Option
from cairn.decisions.operations import (
    add_option,
    fill_cell,
    record_outcome,
    remove_option,
    rename_option,
    set_up_decision,
    spin_up_decision,
    start_decision,
    take_position,
)
from cairn.decisions.queries import search_text
from cairn.decisions.roles import Setup
from cairn.decisions.table.blocks import StaleCell
from cairn.decisions.tests.conftest import again
from cairn.pages.operations import trash_page


def test_spinning_up_lays_out_a_daci(cast: Cast, draft: Decision) -> None:
    assert [option.title for option in draft.options.all()] == ["Option A", "Option B"]
    assert [criterion.name for criterion in draft.criteria.all()] == [
        "Cost",
        "Upside",
        "Pros",
        "Cons",
        "Risk",
        "Effort",
    ]
    assert [(row.role, row.user) for row in draft.role_holders.all()] == [("driver", cast.ben)]
    assert (draft.page.kind, draft.page.owner) == ("decision", cast.ben)
    with pytest.raises(Forbidden):
        spin_up_decision(cast.stone, by=cast.cleo, title="Not hers to make")
    with pytest.raises(Missing):
        spin_up_decision(cast.moss, by=cast.sam, title="From a page he can't see", source=draft.page)


def test_starting_says_what_is_missing(cast: Cast, draft: Decision) -> None:
    with pytest.raises(Invalid) as refused:
        start_decision(draft, by=cast.ben)
    assert set(refused.value.fields) == {"role_approver", "due_at"}
    with pytest.raises(Invalid) as past:
        start_decision(draft, by=cast.ben, setup=Setup.daci(cast.ben, [cast.ada], due_at=now() - timedelta(minutes=1)))
    assert "past" in past.value.fields["due_at"]
    assert again(draft).page.published is None


def test_starting_names_people_who_could_not_see_it(cast: Cast, draft: Decision, setup: Setup) -> None:
    with pytest.raises(Invalid) as refused:
        start_decision(draft, by=cast.ben, setup=Setup.daci(cast.ben, [cast.ada], [cast.sam], [], setup.due_at))
    assert refused.value.fields["role_contributor"].startswith("Sam can’t see this page")


def test_starting_tells_everybody_once(cast: Cast, running: Decision) -> None:
    event = Event.objects.get(name="decision.started")
    told = {row["user_id"]: row["role"] for row in event.data["people"]}
    assert told == {
        cast.ben.pk: "driver",
        cast.ada.pk: "approver",
        cast.cleo.pk: "contributor",
        cast.ravi.pk: "informed",
    }
    assert running.page.published is not None
    with pytest.raises(Conflict):
        start_decision(running, by=cast.ben)


def test_a_change_while_running_tells_only_new_people(cast: Cast, running: Decision, setup: Setup) -> None:
    set_up_decision(
        running, by=cast.ben, setup=Setup.daci(cast.ben, [cast.ada], [cast.crew, cast.gus], [], setup.due_at)
    )
    event = Event.objects.filter(name="decision.changed").latest("pk")
    assert event.data["people"] == [{"user_id": cast.gus.pk, "role": "contributor", "label": "Contributor"}]
    with pytest.raises(Invalid) as refused:
        set_up_decision(running, by=cast.ben, setup=Setup.daci(cast.ben))
    assert set(refused.value.fields) == {"role_approver", "due_at"}
    with pytest.raises(Forbidden):
        set_up_decision(running, by=cast.cleo, setup=setup)


def test_cells_conflict_only_with_themselves(cast: Cast, running: Decision) -> None:
    option, other = running.options.all()
    cost, upside, *_rest = running.criteria.all()
    assert fill_cell(option, cost, by=cast.ben, value="10 €", revision=0).revision == 1
    assert fill_cell(option, upside, by=cast.ada, value="Fast", revision=0).revision == 1
    assert fill_cell(other, cost, by=cast.ada, value="20 €", revision=0).revision == 1
    with pytest.raises(StaleCell) as stale:
        fill_cell(option, cost, by=cast.ada, value="12 €", revision=0)
    assert (stale.value.cell.value, stale.value.typed) == ("10 €", "12 €")
    assert fill_cell(option, cost, by=cast.ada, value="10 €", revision=0).revision == 1  # the same words: no conflict
    assert fill_cell(option, cost, by=cast.ada, value="12 €", revision=1).revision == 2
    with pytest.raises(Forbidden):
        fill_cell(option, cost, by=cast.cleo, value="0 €", revision=2)
    with pytest.raises(Invalid):
        fill_cell(option, cost, by=cast.ben, value="x" * 100_000, revision=2)


def test_a_removed_option_keeps_nobody_waiting(cast: Cast, running: Decision) -> None:
    option = running.options.first()
    criterion = running.criteria.first()
    assert option and criterion
    gone = Option.objects.get(pk=option.pk)
    remove_option(option, by=cast.ben)
    with pytest.raises(Conflict):
        fill_cell(gone, criterion, by=cast.ben, value="late", revision=0)
    with pytest.raises(Invalid):
        add_option(running, by=cast.ben, title="  ")


def test_a_position_needs_a_reason_to_object(cast: Cast, running: Decision) -> None:
    with pytest.raises(Invalid) as refused:
        take_position(running, by=cast.cleo, stance="block")
    assert "reason" in refused.value.fields
    take_position(running, by=cast.cleo, stance="block", reason="No one can run it.")
    position = take_position(running, by=cast.cleo, stance="agree")
    assert (position.stance, running.positions.count()) == ("agree", 1)
    assert position.version == running.page.published
    with pytest.raises(Forbidden):
        take_position(running, by=cast.ravi, stance="agree")


def test_the_outcome_is_the_approvers_and_final(cast: Cast, running: Decision, setup: Setup) -> None:
    with pytest.raises(Forbidden):
        record_outcome(running, by=cast.ben, statement="NATS")
    with pytest.raises(Invalid) as empty:
        record_outcome(running, by=cast.ada, statement="  ")
    assert set(empty.value.fields) == {"statement"}
    take_position(running, by=cast.cleo, stance="block", reason="Nobody knows Erlang.")
    with pytest.raises(Invalid) as blocked:
        record_outcome(running, by=cast.ada, statement="RabbitMQ")
    assert blocked.value.fields["override_reason"].startswith("“Block” from Cleo")
    outcome = record_outcome(running, by=cast.ada, statement="RabbitMQ", override_reason="We will learn.")
    assert (outcome.label, outcome.version) == ("D-1", running.page.published)
    option = running.options.first()
    assert option
    refusals = [
        lambda: set_up_decision(running, by=cast.ben, setup=setup),
        lambda: rename_option(option, by=cast.ben, title="Late"),
        lambda: take_position(running, by=cast.cleo, stance="agree"),
        lambda: record_outcome(running, by=cast.ada, statement="Kafka"),
        lambda: start_decision(running, by=cast.ben),
    ]
    for late in refusals:
        with pytest.raises(Conflict, match="Ada decided this as D-1: “RabbitMQ”"):
            late()
    assert "Erlang" in search_text(running.page) and "D-1" in search_text(running.page)


def test_numbers_are_each_spaces_own(cast: Cast, setup: Setup) -> None:
    for space, count in ((cast.stone, 3), (cast.moss, 1)):
        for number in range(count):
            decision = spin_up_decision(space, by=cast.ada, title=f"{space.key} {number}")
            start_decision(decision, by=cast.ada, setup=Setup.daci(cast.ada, [cast.ada], due_at=setup.due_at))
            assert record_outcome(decision, by=cast.ada, statement="Yes").number == number + 1


def test_a_trashed_page_takes_its_decision_along(cast: Cast, running: Decision) -> None:
    trash_page(running.page, by=cast.ben)
    assert not Decision.objects.visible_to(cast.ada).exists()
    with pytest.raises(Missing):
        take_position(running, by=cast.cleo, stance="agree")


def test_who_is_needed_for_what(cast: Cast, running: Decision) -> None:
    def needs() -> dict[str, str]:
        found = {user.name: Decision.objects.needs(user).first() for user in cast.all()}
        return {name: decision.need for name, decision in found.items() if decision}

    assert needs() == {"Ada": "decide", "Cleo": "position"}
    take_position(running, by=cast.cleo, stance="agree")
    assert needs() == {"Ada": "decide", "Ben": "close"}
    record_outcome(running, by=cast.ada, statement="NATS")
    assert needs() == {}
