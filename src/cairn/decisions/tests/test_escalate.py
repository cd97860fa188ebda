"""Hop in a room: its agenda, who is invited, its calendar entry, and what flows back."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from icalendar import Calendar
from tests.cast import Cast, SignIn
from tests.told import notices, send_due
from tests.worker import drain

from cairn.activity.models import Event
from cairn.comments.operations import resolve_thread, start_thread
from cairn.decisions.models import Decision, Escalation
from cairn.decisions.operations import record_outcome, take_position
from cairn.decisions.room.slots import common_slot
from cairn.decisions.tests.conftest import again
from cairn.people.models import User

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
FORM = {"starts_at": "2026-11-24T10:00", "minutes": "20"}


@pytest.fixture(autouse=True)
def _monday() -> object:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def stuck(cast: Cast, running: Decision) -> Decision:
    """Cleo blocks, Ravi could not be bothered; a thread of Ada's is open, one of Cleo's is resolved."""
    take_position(running, by=cast.cleo, stance="block", reason="Nobody can run it.\nReally.")
    start_thread(running.page, by=cast.ada, body="What does it cost?", kind="question")
    resolve_thread(start_thread(running.page, by=cast.cleo, body="Typo"), by=cast.cleo)
    return running


def called(cast: Cast, as_: SignIn, decision: Decision, **more: object) -> Escalation:
    points = [f"block:{cast.cleo.pk}", *(f"thread:{thread.pk}" for thread in decision.page.threads.all())]
    answer = as_(cast.ben).post(f"/decisions/{decision.pk}/room/", {**FORM, "points": points, **more})
    room = Escalation.objects.get()
    assert answer.status_code == 302 and answer.headers["Location"] == room.page.get_absolute_url()
    return room


def entry(content: bytes) -> tuple[str, object]:
    calendar = Calendar.from_ical(content)
    return str(calendar["method"]), calendar.walk("VEVENT")[0]


def sent() -> dict[str, bytes]:
    """Calendar attachment by address, of everything mailed; the outbox is emptied."""
    drain()
    send_due.func()
    drain()
    found = {}
    for message in mail.outbox:
        for part in message.message().walk():
            if part.get_content_type() == "text/calendar":
                assert part.get_param("method") in ("REQUEST", "CANCEL")
                found[message.to[0]] = part.get_payload(decode=True)
    mail.outbox.clear()
    return found


def test_the_form_suggests_agenda_length_and_time(cast: Cast, as_: SignIn, stuck: Decision) -> None:
    User.objects.filter(pk=cast.cleo.pk).update(time_zone="America/New_York")
    html = as_(cast.ben).get(f"/decisions/{stuck.pk}/room/").content.decode()
    assert "Nobody can run it." in html and "What does it cost?" in html and "Typo" not in html
    assert 'value="20"' in html  # ten for the block, five for the thread, five around
    assert 'value="2026-11-23T14:00"' in html and "Monday 09:00" in html  # when New York is up too
    assert as_(cast.ravi).get(f"/decisions/{stuck.pk}/room/").status_code == 403
    assert as_(cast.sam).get(f"/decisions/{stuck.pk}/room/").status_code == 404


def test_only_those_it_takes_are_invited(cast: Cast, as_: SignIn, stuck: Decision) -> None:
    assert as_(cast.cleo).post(f"/decisions/{stuck.pk}/room/", FORM).status_code == 403
    assert as_(cast.ben).post(f"/decisions/{stuck.pk}/room/", FORM).status_code == 422  # no point chosen
    late = {**FORM, "points": [f"block:{cast.cleo.pk}"], "starts_at": "2026-11-20T10:00"}
    refused = as_(cast.ben).post(f"/decisions/{stuck.pk}/room/", late)
    assert refused.status_code == 422 and "a time to come" in refused.content.decode()
    room = called(cast, as_, stuck)
    assert {user.name for user in room.invited.all()} == {"Ada", "Ben", "Cleo"}
    assert [item.words for item in room.agenda.all()] == ["Nobody can run it.", "What does it cost?"]
    assert room.page.parent_id == stuck.page_id and room.page.published is not None
    assert not stuck.citations.exists()  # its link to the decision is its history
    told = sent()
    assert set(told) == {"ada@example.org", "cleo@example.org"}  # Ben knows; he has the download
    assert not notices(user=cast.ravi, event__name="escalation.called").exists()
    page = as_(cast.cleo).get(room.page.get_absolute_url()).content.decode()
    assert "Nobody can run it." in page and "End the room" not in page and "Save notes" in page
    assert "Save notes" not in as_(cast.ravi).get(room.page.get_absolute_url()).content.decode()
    assert as_(cast.ben).post(f"/decisions/{stuck.pk}/room/", FORM).status_code == 409
    assert "Agenda and notes" in as_(cast.ravi).get(stuck.get_absolute_url()).content.decode()


def test_the_calendar_entry_follows_every_change(cast: Cast, as_: SignIn, stuck: Decision) -> None:
    room = called(cast, as_, stuck)
    method, first = entry(sent()["cleo@example.org"])
    assert (method, first["sequence"], first["dtstart"].dt) == ("REQUEST", 0, MONDAY + timedelta(days=1, hours=1))
    assert str(first["organizer"]).lower() == "mailto:ben@example.org" and len(first["attendee"]) == 3
    moved = {"starts_at": "2026-11-25T11:15", "minutes": "30"}
    assert as_(cast.cleo).post(f"/rooms/{room.pk}/", moved).status_code == 403
    assert as_(cast.ben).post(f"/rooms/{room.pk}/", {**moved, "minutes": "1000"}).status_code == 422
    assert as_(cast.ben).post(f"/rooms/{room.pk}/", moved).status_code == 302
    method, second = entry(sent()["cleo@example.org"])
    assert (method, second["uid"], second["sequence"]) == ("REQUEST", first["uid"], 1)
    assert second["dtend"].dt - second["dtstart"].dt == timedelta(minutes=30)
    assert entry(as_(cast.ravi).get(f"/rooms/{room.pk}/room.ics").content)[1]["uid"] == first["uid"]
    assert as_(cast.sam).get(f"/rooms/{room.pk}/room.ics").status_code == 404
    assert as_(cast.ben).delete(f"/rooms/{room.pk}/").status_code == 302
    method, last = entry(sent()["cleo@example.org"])
    assert (method, last["uid"], last["sequence"], last["status"]) == ("CANCEL", first["uid"], 2, "CANCELLED")
    assert as_(cast.ben).post(f"/rooms/{room.pk}/", moved).status_code == 409


def test_what_came_of_it_flows_back(cast: Cast, as_: SignIn, stuck: Decision) -> None:
    room = called(cast, as_, stuck)
    block, _question = room.agenda.all()
    address = f"/rooms/{room.pk}/points/{block.pk}/"
    assert "Saved" in as_(cast.cleo).post(address, {"notes": "She runs it with us.", "revision": "0"}).content.decode()
    stale = as_(cast.ada).post(address, {"notes": "Other words", "revision": "0"})
    assert stale.status_code == 409 and b"Other words" in stale.content and b"She runs it with us." in stale.content
    assert as_(cast.ravi).post(address, {"notes": "Me too", "revision": "1"}).status_code == 403
    assert as_(cast.ben).post(f"/rooms/{room.pk}/points/{block.pk + 99}/", {"notes": ""}).status_code == 404
    take_position(stuck, by=cast.cleo, stance="agree")
    assert as_(cast.cleo).post(f"/rooms/{room.pk}/result/").status_code == 403
    assert as_(cast.ben).post(f"/rooms/{room.pk}/result/").status_code == 302
    html = as_(cast.ravi).get(f"/decisions/{stuck.pk}/timeline/").content.decode()
    assert "ended the room: 1 of 2 settled" in html
    assert "Block, Cleo: settled. She runs it with us." in html and "Open thread, Ada: still open." in html
    assert as_(cast.cleo).post(address, {"notes": "Late", "revision": "1"}).status_code == 403


def test_a_decision_that_was_made_calls_its_room_off(cast: Cast, as_: SignIn, stuck: Decision) -> None:
    room = called(cast, as_, stuck)
    sent()
    record_outcome(again(stuck), by=cast.ada, statement="RabbitMQ", override_reason="We learn it.")
    told = sent()
    room.refresh_from_db()
    assert room.cancelled_at is not None and entry(told["cleo@example.org"])[0] == "CANCEL"


def test_a_slot_in_which_all_work(cast: Cast) -> None:
    assert common_slot([cast.ada, cast.ben], 30, MONDAY) == MONDAY + timedelta(hours=2)
    User.objects.filter(pk=cast.ben.pk).update(time_zone="Pacific/Auckland")
    assert common_slot([cast.ada, User.objects.get(pk=cast.ben.pk)], 30, MONDAY) is None


def test_a_time_before_it_is_due_is_suggested(cast: Cast, as_: SignIn, stuck: Decision) -> None:
    """Cleo works in Auckland: no hour is common to all before Tuesday noon, and it is due then."""
    User.objects.filter(pk=cast.cleo.pk).update(time_zone="Pacific/Auckland")
    Decision.objects.filter(pk=stuck.pk).update(due_at=MONDAY + timedelta(hours=4))
    url = f"/decisions/{stuck.pk}/room/"
    html = as_(cast.ben).get(url).content.decode()
    assert 'value="2026-11-23T11:00"' in html and "outside working hours" in html and "is due before" not in html
    assert as_(cast.ravi).get(url).status_code == 403
    late = as_(cast.ben).get(url, {"starts_at": "2026-11-23T12:50", "minutes": "20"}).content.decode()
    assert "The decision is due before this is over" in late
    Decision.objects.filter(pk=stuck.pk).update(due_at=MONDAY - timedelta(hours=4))  # it is over: any time will do
    assert "is due before" not in as_(cast.ben).get(url).content.decode()


def test_its_page_hears_of_what_changes(cast: Cast, as_: SignIn, stuck: Decision) -> None:
    """Who looks on gets the parts anew: notes, a point that is settled, another time."""
    drain()
    room = called(cast, as_, stuck)

    def heard() -> list[str]:
        events = Event.objects.filter(page_id=room.page_id, target_id=room.pk).order_by("pk")
        return list(events.values_list("name", flat=True))

    point = room.agenda.get(kind="block")
    as_(cast.cleo).post(f"/rooms/{room.pk}/points/{point.pk}/", {"notes": "With us.", "revision": "0"})
    assert heard() == ["escalation.noted"]
    take_position(stuck, by=cast.cleo, stance="agree")
    drain()
    assert heard() == ["escalation.noted", "room.changed"]
    as_(cast.ben).post(f"/rooms/{room.pk}/", {"starts_at": "2026-11-24T11:00", "minutes": "30"})
    assert heard()[2:] == ["room.changed"]
    now_ = as_(cast.ravi).get(f"/rooms/{room.pk}/", headers={"HX-Request": "true"}).content.decode()
    assert "30 minutes" in now_ and "With us." in now_ and f'hx-select="#point-{point.pk}"' in now_
    assert as_(cast.sam).get(f"/rooms/{room.pk}/", headers={"HX-Request": "true"}).status_code == 404
