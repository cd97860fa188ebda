"""After a material change only those whose position it touches are asked, once, and see what changed."""

import pytest
from tests.cast import Cast, SignIn
from tests.told import notices
from tests.worker import drain

from cairn.activity.models import Event
from cairn.decisions.closing.changes import Changes
from cairn.decisions.models import Decision, Option, Position
from cairn.decisions.operations import (
    add_option,
    confirm_position,
    fill_cell,
    remove_option,
    rename_option,
    set_up_decision,
    take_position,
)
from cairn.decisions.operations.confirm import ChangedAgain
from cairn.decisions.roles import Setup
from cairn.documents import from_markdown
from cairn.pages.operations import publish_page, replace_body

HTMX = {"HX-Request": "true"}


def positions_of(decision: Decision) -> dict[str, bool]:
    """Name → whether something has changed since that touches it."""
    decision = Decision.objects.select_related("page__published").get(pk=decision.pk)
    changes = Changes.of(decision)
    rows = decision.positions.select_related("user", "version", "confirmed_version")
    return {row.user.name: bool(changes.since(row)) for row in rows}


def cost_of(decision: Decision, option: Option, value: str, by: Cast) -> None:
    criterion = decision.criteria.get(name="Cost")
    cell = option.cells.filter(criterion=criterion).first()
    fill_cell(option, criterion, by=by.ben, value=value, revision=cell.revision if cell else 0)


@pytest.fixture
def spoken(cast: Cast, running: Decision, setup: Setup) -> Decision:
    """cleo agrees, ravi abstains, ben (who makes the changes) agrees."""
    more = Setup.daci(cast.ben, [cast.ada], [cast.cleo, cast.ravi], [], setup.due_at)
    set_up_decision(running, by=cast.ben, setup=more)
    take_position(running, by=cast.cleo, stance="agree", reason="Cheap enough.")
    take_position(running, by=cast.ravi, stance="abstain")
    take_position(running, by=cast.ben, stance="agree")
    return running


def test_a_cost_touches_who_spoke_before_and_not_who_changed_it(cast: Cast, as_: SignIn, spoken: Decision) -> None:
    first, second = spoken.options.all()
    cost_of(spoken, first, "9 000", cast)
    assert positions_of(spoken) == {"Cleo": True, "Ravi": False, "Ben": False}
    cost_of(spoken, second, "4 000", cast)
    asked = Event.objects.filter(name="position.questioned")
    assert [row["user_id"] for event in asked for row in event.data["people"]] == [cast.cleo.pk]  # once for both
    drain()
    told = notices().get(event=asked.get())
    assert (told.user, told.text) == (cast.cleo, "Ben changed Option A · Cost after you took your position")
    shown = as_(cast.cleo).get(spoken.get_absolute_url()).content.decode()
    assert "Still my position" in shown and "9 000" in shown and "before a change, to be confirmed" in shown
    assert "Still my position" not in as_(cast.ravi).get(spoken.get_absolute_url()).content.decode()
    take_position(spoken, by=cast.ada, stance="agree")
    assert positions_of(spoken)["Ada"] is False  # she saw it as it is


def test_still_my_position_is_one_click_on_what_she_saw(cast: Cast, as_: SignIn, spoken: Decision) -> None:
    option = spoken.options.first()
    assert option
    url, cleo = f"/decisions/{spoken.pk}/position/confirmation/", as_(cast.cleo)
    cost_of(spoken, option, "9 000", cast)
    seen = Changes.of(spoken).seen
    cost_of(spoken, option, "12 000", cast)
    again = cleo.post(url, {"seen": seen}, headers=HTMX)
    assert (again.status_code, again["HX-Retarget"]) == (409, "#position-changed")
    assert "It changed again" in again.content.decode() and "12 000" in again.content.decode()
    done = cleo.post(url, {"seen": Changes.of(spoken).seen}, headers=HTMX)
    assert (done.status_code, positions_of(spoken)["Cleo"]) == (200, False)
    assert "Still my position" not in done.content.decode()
    drain()
    assert not notices(user=cast.cleo, reason="position", done_at=None).exists()
    assert as_(cast.ada).post(url, {"seen": "1-0"}, headers=HTMX).status_code == 404  # she has none to confirm
    assert as_(cast.sam).post(url).status_code == 404
    with pytest.raises(ChangedAgain):
        confirm_position(spoken, by=cast.cleo, seen="nonsense")


def test_what_is_changed_back_is_no_change(cast: Cast, spoken: Decision) -> None:
    option = spoken.options.first()
    assert option
    rename_option(option, by=cast.ben, title="NATS")
    assert positions_of(spoken)["Cleo"]
    rename_option(option, by=cast.ben, title="Option A")
    assert not positions_of(spoken)["Cleo"]
    added = add_option(spoken, by=cast.ben, title="Kafka")
    assert positions_of(spoken)["Cleo"]
    remove_option(added, by=cast.ben)
    assert not positions_of(spoken)["Cleo"]
    upside = spoken.criteria.get(name="Upside")
    fill_cell(option, upside, by=cast.ben, value="Fast", revision=0)
    assert not positions_of(spoken)["Cleo"]  # only costs are material


def test_a_material_text_asks_with_the_diff(cast: Cast, as_: SignIn, spoken: Decision) -> None:
    replace_body(spoken.page, by=cast.ben, body=from_markdown("A comma.").body)
    publish_page(spoken.page, by=cast.ben)
    assert not positions_of(spoken)["Cleo"]
    replace_body(spoken.page, by=cast.ben, body=from_markdown("It costs twice as much.").body)
    publish_page(spoken.page, by=cast.ben, material=True)
    drain()
    assert positions_of(spoken) == {"Cleo": True, "Ravi": False, "Ben": False}
    assert Event.objects.filter(name="position.questioned").count() == 1
    cleo = as_(cast.cleo)
    assert "From version 1 to version 3" in cleo.get(spoken.get_absolute_url()).content.decode()
    text = cleo.get(f"/decisions/{spoken.pk}/position/changes/", headers=HTMX).content.decode()
    assert "costs twice as much" in text
    late = cleo.post(f"/decisions/{spoken.pk}/position/", {"stance": "agree", "seen": "1-0"}, headers=HTMX)
    assert late.status_code == 200 and Position.objects.get(user=cast.cleo).version.number == 1  # type: ignore[union-attr]
    assert positions_of(spoken)["Cleo"]  # what she had before her was the old text
