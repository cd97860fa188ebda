""" "Please read" at the HTTP edge: asked, confirmed, asked again only by a material version, counted, ended."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from tests.cast import Cast, SignIn

from cairn.documents import from_markdown
from cairn.feedback.models import Acknowledgement, Confirmation, ReadRequest
from cairn.feedback.operations import Ask, ask_to_read
from cairn.feedback.tests.conftest import HTMX, MONDAY
from cairn.pages.models import Page
from cairn.pages.operations import create_page, publish_page, replace_body
from cairn.people.operations import deactivate_person


@pytest.fixture
def request_(cast: Cast, page: Page) -> ReadRequest:
    ask = Ask([cast.cleo, cast.ravi], [], MONDAY + timedelta(days=3), "From January on")
    return ask_to_read(page, ask, by=cast.ben)


def words(answer: Any) -> str:
    return str(answer.content.decode())


def publish(page: Page, by: Any, text: str, *, material: bool = False) -> None:
    replace_body(page, by=by, body=from_markdown(text).body)
    publish_page(page, by=by, material=material, message=text)


def test_ask_and_confirm(cast: Cast, as_: SignIn, page: Page, run_jobs: Any) -> None:
    ben, address = as_(cast.ben), f"/pages/{page.pk}/read-requests/"
    assert "Ask to read" in words(ben.get(page.get_absolute_url()))
    assert "version 1" in words(ben.get(address))
    sent = {"who": [str(cast.cleo.pk), str(cast.ravi.pk)], "due_at": "2026-11-26T17:00", "question": "From January on"}
    assert as_(cast.cleo).post(address, sent).status_code == 403
    assert as_(cast.sam).post(address, sent).status_code == 404
    assert ben.post(address, {**sent, "due_at": "2026-11-01T17:00"}, headers=HTMX).status_code == 422
    assert "Sam can’t see" in words(ben.post(address, {**sent, "who": [str(cast.sam.pk)]}, headers=HTMX))
    assert ben.post(address, sent, headers=HTMX).status_code == 204
    draft = create_page(cast.stone, by=cast.ben, title="Draft")
    assert "Publish the page" in words(ben.post(f"/pages/{draft.pk}/read-requests/", sent, headers=HTMX))
    run_jobs()
    ravi, mine = as_(cast.ravi), Acknowledgement.objects.get(user=cast.ravi)
    told = cast.ravi.notifications.get(subject=f"acknowledgement:{mine.pk}")
    for end in ("", "2026-11-27T17:00"):  # asked again with another end: what stands in the inbox says the new one
        assert ben.post(address, {**sent, "due_at": end}, headers=HTMX).status_code == 204
        run_jobs()
        told.refresh_from_db()
        assert told.due_at == ReadRequest.objects.get().due_at and bool(told.due_at) == bool(end)
    assert "Ben asks you to read this page" in words(ravi.get(page.get_absolute_url()))
    assert "Ben asks you to read version 1" in words(ravi.get("/"))
    assert cast.ravi.notifications.filter(done_at=None, subject=f"acknowledgement:{mine.pk}").count() == 1
    confirmation = f"/acknowledgements/{mine.pk}/confirmation/"
    assert ben.post(confirmation, {"version": "1"}).status_code == 404
    assert ravi.post(confirmation, {"version": "nine"}).status_code == 409
    done = ravi.post(confirmation, {"version": "1"}, headers={**HTMX, "HX-Target": "feedback"})
    assert "You have read version 1" in words(done)
    run_jobs()
    assert not Acknowledgement.objects.needs(cast.ravi)
    assert not cast.ravi.notifications.filter(done_at=None, reason="reader").exists()
    assert "1 of 2" in words(ben.get(page.get_absolute_url()))
    assert "1 of 2" not in words(ravi.get(page.get_absolute_url()))


def test_only_a_material_version_asks_again(
    cast: Cast, as_: SignIn, page: Page, request_: ReadRequest, run_jobs: Any, clock: time_machine.Traveller
) -> None:
    ravi, mine = as_(cast.ravi), Acknowledgement.objects.get(user=cast.ravi)
    confirmation = f"/acknowledgements/{mine.pk}/confirmation/"
    ravi.post(confirmation, {"version": "1"})
    clock.shift(timedelta(days=4))
    publish(page, cast.ben, "A small change")
    run_jobs()
    assert not Acknowledgement.objects.needs(cast.ravi)
    publish(page, cast.ada, "Another way", material=True)
    run_jobs()
    shown = words(ravi.get(page.get_absolute_url()))
    assert "Please read what has changed" in shown
    assert "Another way" in shown
    assert f"/pages/{page.pk}/comparison/?from=1&amp;to=3" in shown
    request_.refresh_from_db()
    assert request_.version.number == 3 and request_.due_at == MONDAY + timedelta(days=7)
    again = cast.ravi.notifications.filter(text="Version 3 changes what was agreed: please read it")
    assert again.count() == 1
    refused = ravi.post(confirmation, {"version": "1"}, headers=HTMX)
    assert refused.status_code == 409 and "Version 3 was published meanwhile" in words(refused)
    assert ravi.post(confirmation, {"version": "3"}).status_code == 303
    assert Confirmation.objects.count() == 2


def test_who_has_and_who_has_not(
    cast: Cast, as_: SignIn, request_: ReadRequest, clock: time_machine.Traveller, run_jobs: Any
) -> None:
    address = request_.get_absolute_url()
    as_(cast.ravi).post(
        f"/acknowledgements/{Acknowledgement.objects.get(user=cast.ravi).pk}/confirmation/", {"version": "1"}
    )
    assert as_(cast.ravi).get(address).status_code == 404
    assert as_(cast.cleo).get(f"{address}people.csv").status_code == 404
    shown = words(as_(cast.ada).get(address))
    assert "1 of 2 have read version 1" in shown and "Remind the one who has not" in shown
    type(cast.cleo).objects.filter(pk=cast.cleo.pk).update(name="=Cleo")
    table = words(as_(cast.ben).get(f"{address}people.csv")).splitlines()
    assert table[1].startswith("'=Cleo,cleo@example.org,,2026-11-23T09:00:00+00:00,1,,,")
    assert table[2].startswith("Ravi,ravi@example.org,,2026-11-23T09:00:00+00:00,1,1,2026-11-23T09:00:00+00:00,")
    ben = as_(cast.ben)
    assert ben.post(f"{address}reminders/").status_code == 303
    assert "tomorrow 09:00" in words(ben.post(f"{address}reminders/", headers=HTMX))
    clock.shift(timedelta(days=1))
    assert ben.post(f"{address}reminders/").status_code == 303
    run_jobs()
    assert cast.cleo.notifications.filter(text__contains="waits until you have read").count() == 2
    assert not cast.ravi.notifications.filter(text__contains="waits until").exists()
    deactivate_person(cast.cleo, by=cast.ada)
    assert "1 of 1" in words(ben.get(address))
    assert ben.delete(address).status_code == 303
    assert ben.delete(address).status_code == 409
    assert not ReadRequest.objects.get().open_on
