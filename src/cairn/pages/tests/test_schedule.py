"""Publishing at an instant: once, also after downtime, in the name of who planned it, with her rights as they are then."""

from datetime import UTC, datetime, timedelta

import time_machine
from tests.cast import Cast, SignIn
from tests.worker import drain

from cairn.activity.models import Event
from cairn.core.clock import now
from cairn.pages.models import Page, ScheduledPublication
from cairn.pages.operations import publish_page, replace_body, schedule_publication
from cairn.pages.operations.schedule import publish_as_scheduled
from cairn.pages.tests.conftest import MakePage, body
from cairn.spaces.models import SpaceMember

HTMX = {"HTTP_HX_REQUEST": "true"}


def at_local(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M")


def test_plan_change_and_call_off(cast: Cast, as_: SignIn, page_of: MakePage) -> None:
    page = page_of("Herd", draft=True)
    url = f"/pages/{page.pk}/schedule/"
    soon = now() + timedelta(days=2)
    assert "UTC" in as_(cast.ben).get(f"/pages/{page.pk}/publication/").content.decode()
    answer = as_(cast.ben).post(url, {"at": at_local(soon), "message": "For Monday"}, **HTMX)
    assert answer["HX-Redirect"] == page.get_absolute_url()
    plan = ScheduledPublication.objects.get()
    assert (plan.at, plan.by, plan.message) == (soon.replace(second=0, microsecond=0), cast.ben, "For Monday")
    assert as_(cast.ada).post(url, {"at": at_local(soon + timedelta(days=1)), "weight": "material"}).status_code == 200
    plan.refresh_from_db()
    assert (plan.by, plan.material) == (cast.ada, True)
    shown = as_(cast.ben).get(f"/pages/{page.pk}/draft/").content.decode()
    assert "as it stands then" in shown and "Ada" in shown
    assert as_(cast.ben).get(page.get_absolute_url()).content.decode().count(f"/pages/{page.pk}/draft/") == 1
    past = as_(cast.ben).post(url, {"at": "2020-01-01T10:00", "message": "Kept words"}, **HTMX)
    assert past.status_code == 422 and "Kept words" in past.content.decode()
    for wrong, words in (("soon", "instant we can read"), ("9999-12-31T23:59", "more than ten years away")):
        refused = as_(cast.ben).post(url, {"at": wrong, "message": "Kept words"}, **HTMX)
        assert refused.status_code == 422 and words in refused.content.decode() and wrong in refused.content.decode()
    thrown = as_(cast.ben).get(f"/pages/{page.pk}/trashing/", **HTMX).content.decode()
    assert "From the trash nothing is published" in thrown
    publish_page(page, by=cast.ben)
    assert as_(cast.ravi).post(url, {"at": at_local(soon)}).status_code == 403
    assert as_(cast.ravi).delete(url).status_code == 403
    assert as_(cast.sam).delete(url).status_code == 404
    assert as_(cast.ben).delete(url)["HX-Redirect"] == page.get_absolute_url()
    assert as_(cast.ben).delete(url).status_code == 404
    assert not ScheduledPublication.objects.exists()


def test_at_the_instant_the_draft_as_it_stands_then_once(cast: Cast, page_of: MakePage) -> None:
    page = page_of("Herd")
    plan = schedule_publication(page, by=cast.ben, at=now() + timedelta(hours=3), message="Planned", material=True)
    replace_body(page, by=cast.ada, body=body("Written after it was planned"))
    drain()
    assert page.versions.count() == 1
    with time_machine.travel(now() + timedelta(days=2)):  # nothing ran meanwhile
        drain()
        publish_as_scheduled(plan.pk)
    newest = page.versions.first()
    assert newest and (newest.number, newest.text, newest.by) == (2, "Written after it was planned", cast.ben)
    assert newest.message == "Planned" and newest.material and list(newest.authors.all()) == [cast.ada]
    assert not ScheduledPublication.objects.exists()


def test_a_plan_that_was_put_off_waits(cast: Cast, page_of: MakePage) -> None:
    page = page_of("Herd", draft=True)
    schedule_publication(page, by=cast.ben, at=now() + timedelta(hours=1))
    schedule_publication(page, by=cast.ben, at=now() + timedelta(hours=5))
    with time_machine.travel(now() + timedelta(hours=2)):
        drain()
        assert not page.versions.exists()
    with time_machine.travel(now() + timedelta(hours=6)):
        drain()
        assert page.versions.count() == 1


def test_who_lost_the_right_is_refused_and_told(cast: Cast, page_of: MakePage) -> None:
    page = page_of("Herd")
    replace_body(page, by=cast.ada, body=body("New words"))
    schedule_publication(page, by=cast.ben, at=now() + timedelta(hours=1))
    SpaceMember.objects.filter(user=cast.ben).update(role="reader")
    with time_machine.travel(now() + timedelta(hours=2)):
        drain()
    assert Page.objects.get().versions.count() == 1 and not ScheduledPublication.objects.exists()
    refused = Event.objects.get(name="page.publication_refused")
    assert refused.data["user_id"] == cast.ben.pk and "not change it" in refused.data["reason"]
