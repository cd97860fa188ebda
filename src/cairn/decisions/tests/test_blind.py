"""A blind decision: what somebody thinks reaches nobody who has not said what she thinks herself, by no door."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from tests.cast import Cast, SignIn
from tests.told import notices
from tests.worker import drain

from cairn.activity.models import Event
from cairn.core.clock import now
from cairn.core.errors import Invalid
from cairn.decisions.access import can_read_positions
from cairn.decisions.models import Decision, Position, RoleRight
from cairn.decisions.operations import record_outcome, set_up_decision, spin_up_decision, start_decision, take_position
from cairn.decisions.queries import search_text
from cairn.decisions.roles import Roles, Setup
from cairn.decisions.room.agenda import open_points
from cairn.decisions.tests.conftest import again

HTMX = {"HX-Request": "true"}
SECRET = "Nobody runs Erlang at night"


@pytest.fixture
def setup(cast: Cast) -> Setup:
    roles = {
        "driver": [cast.ben],
        "approver": [cast.ada],
        "contributor": [cast.cleo, cast.gus],
        "informed": [cast.ravi],
    }
    return Setup(roles, now() + timedelta(days=3), {"is_blind": True})


@pytest.fixture
def blind(cast: Cast, running: Decision) -> Decision:
    """cleo blocks; gus, ben and ada have not answered, ravi only hears."""
    take_position(running, by=cast.cleo, stance="block", reason=SECRET)
    drain()
    return again(running)


def doors(decision: Decision) -> list[str]:
    parts = ["facts", "positions", "timeline", "options", "comparison", "position/confirmation", "position/changes"]
    elsewhere = [
        "/",
        "/inbox/",
        "/decisions/",
        "/spaces/STONE/decisions/",
        f"{decision.page.get_absolute_url()}export.md",
    ]
    found = ["/search/?q=Erlang", "/spaces/STONE/decisions/?q=Erlang", "/decisions/?q=Erlang"]
    return [decision.get_absolute_url(), *(f"/decisions/{decision.pk}/{part}/" for part in parts), *elsewhere, *found]


def said_by(body: bytes) -> str:
    """The words of an answer, those of the files in an archive too."""
    if not body.startswith(b"PK"):
        return body.decode()
    with ZipFile(BytesIO(body)) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist())


def outer_doors(decision: Decision) -> list[str]:
    """Where the log and its files leave the workspace, and what is narrowed by a word of hers."""
    of_space, of_all = "/spaces/STONE/decisions/", "/decisions/"
    files = [f"{of_all}{part}" for part in ("csv/", "feed/", "madr.zip", "csv/?q=Erlang", "feed/?q=Erlang")]
    views = [f"{of_all}?view=board&q=Erlang", f"{of_all}?view=timeline", f"{of_space}figures/"]
    return [*files, *views, *(f"{of_all}{decision.pk}/{part}" for part in ("madr.md", "tally/", "outcome/"))]


def leaks(client: object, addresses: list[str]) -> list[str]:
    """Addresses whose answer says what she thinks or why."""
    told = []
    for address in addresses:
        answer = client.get(address)  # type: ignore[attr-defined]
        words = said_by(b"".join(answer) if answer.streaming else answer.content)
        if SECRET in words or "1 block" in words or "blocks this" in words or "has blocked" in words:
            told.append(address)
    return told


def test_every_door_is_shut_until_one_has_spoken(cast: Cast, as_: SignIn, blind: Decision) -> None:
    for user in (cast.ada, cast.ben, cast.gus, cast.ravi):
        assert leaks(as_(user), doors(blind)) == [], user
        assert not can_read_positions(user, blind) and not Position.objects.readable_by(user).exists()
    assert leaks(as_(cast.ada), outer_doors(blind)) == []
    assert leaks(as_(cast.cleo), [blind.get_absolute_url()])  # her own
    shown = as_(cast.gus).get(f"/decisions/{blind.pk}/positions/", headers=HTMX).content.decode()
    assert "Has answered" in shown and "hidden until you have taken your position" in shown
    take_position(blind, by=cast.gus, stance="agree")
    assert leaks(as_(cast.gus), [f"/decisions/{blind.pk}/positions/"])
    assert can_read_positions(cast.gus, blind) and not can_read_positions(cast.ravi, blind)


def test_what_the_machine_knows_everybody_may(cast: Cast, blind: Decision) -> None:
    assert SECRET not in search_text(blind.page)
    assert open_points(blind, Roles.of(blind)) == []
    events = Event.objects.filter(page_id=blind.page_id, name="position.taken")
    assert [(event.data["stance"], event.data["excerpt"]) for event in events] == [("", "")]
    told = notices(event__in=events)
    assert {(notice.text, notice.excerpt) for notice in told} == {("Cleo took a position", "")}
    assert {notice.user_id for notice in told} == {cast.ada.pk, cast.ben.pk}


def test_who_decides_speaks_first_and_then_everybody_sees(cast: Cast, as_: SignIn, blind: Decision) -> None:
    url = f"/decisions/{blind.pk}/outcome/"
    refused = as_(cast.ada).post(url, {"statement": "RabbitMQ.", "override_reason": "We learn."}, headers=HTMX)
    assert refused.status_code == 422 and "Take your own position first" in refused.content.decode()
    assert "RabbitMQ." in refused.content.decode()
    bare = as_(cast.ada).post(url, {"statement": "RabbitMQ."}, headers=HTMX).content.decode()
    assert "Take your own position first" in bare and "from Cleo" not in bare
    take_position(blind, by=cast.ada, stance="agree")
    record_outcome(blind, by=cast.ada, statement="RabbitMQ.", override_reason="We learn.")
    for user in (cast.ben, cast.gus, cast.ravi):
        assert leaks(as_(user), [blind.get_absolute_url()])
    assert SECRET in search_text(blind.page)


def test_the_promise_is_kept_while_it_runs(cast: Cast, blind: Decision, setup: Setup) -> None:
    with pytest.raises(Invalid) as refused:
        set_up_decision(blind, by=cast.ben, setup=Setup(setup.holders, setup.due_at, {"is_blind": False}))
    assert set(refused.value.fields) == {"is_blind"}
    other = spin_up_decision(cast.stone, by=cast.ben, title="Open")
    start_decision(other, by=cast.ben, setup=Setup(setup.holders, setup.due_at))
    set_up_decision(other, by=cast.ben, setup=setup)  # nobody has spoken yet
    assert again(other).is_blind


def test_the_form_of_a_room_names_no_block(cast: Cast, as_: SignIn, blind: Decision) -> None:
    """Nor does the room itself: everybody reads its agenda."""
    url = f"/decisions/{blind.pk}/room/"
    assert leaks(as_(cast.ada), [url]) == leaks(as_(cast.ben), [url]) == []
    shown = as_(cast.ben).get(url).content.decode()
    assert "Cleo" not in shown.split('class="card room-form"')[1] and "not put on an agenda" in shown
    form = {"starts_at": "2030-01-02T10:00", "minutes": "15", "points": f"block:{cast.cleo.pk}"}
    refused = as_(cast.ben).post(url, form, headers=HTMX)
    assert refused.status_code == 422 and SECRET not in refused.content.decode()


def test_who_decides_without_a_voice_learns_no_names(cast: Cast, as_: SignIn, blind: Decision) -> None:
    RoleRight.objects.filter(version=blind.framework, role="approver", right="voice").delete()
    roles = [{**r, "may": ["decide"]} if r["key"] == "approver" else r for r in blind.framework.data["roles"]]
    blind.framework.data["roles"] = roles
    blind.framework.save()
    refused = as_(cast.ada).post(f"/decisions/{blind.pk}/outcome/", {"statement": "NATS."}, headers=HTMX)
    said = refused.content.decode()
    assert refused.status_code == 422 and "Whose it is stays hidden" in said and "from Cleo" not in said
