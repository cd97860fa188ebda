"""A session from the gallery: what its form asks is what the session says."""

from datetime import timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.test import Client
from django.utils.formats import date_format
from tests.cast import Cast, SignIn

from cairn.core.clock import now
from cairn.pages.models import Page
from cairn.questions.models import Session
from cairn.questions.tests.browser import FORM

ADDRESS = "/gallery/ama/pages/"


def test_the_form_says_who_answers_and_until_when(cast: Cast, as_: SignIn) -> None:
    cast.ben.time_zone = "America/New_York"
    cast.ben.save(update_fields=["time_zone"])
    ben, zone = as_(cast.ben), ZoneInfo("America/New_York")
    day = now().astimezone(zone).date() + timedelta(days=3)
    sent = {"space": "STONE", "v-host": cast.cleo.pk, "v-subject": "mortar", "v-until": day.isoformat()}
    assert ben.post(ADDRESS, sent).status_code == 302
    session = Session.objects.get()
    assert [host.user for host in session.hosts.all()] == [cast.cleo], "who answers, and nobody who does not"
    assert session.page.owner == cast.ben and session.opens_at is None and session.stage == "planned"
    assert session.closes_at and f"{session.closes_at.astimezone(zone):%Y-%m-%d %H:%M}" == f"{day} 23:59"
    said = f"{date_format(day, 'j F Y')}, 23:59"
    assert said in ben.get(f"/pages/{session.page_id}/").content.decode(), "readers of the draft see it planned"
    assert f'value="{said}"' in ben.get(f"/ama/{session.pk}/plan/").content.decode()
    _is_planned_on_and_opened(ben, session, said)
    assert as_(cast.sam).post(ADDRESS, sent).status_code == 403 and Session.objects.count() == 1


def _is_planned_on_and_opened(ben: Client, session: Session, said: str) -> None:
    closes = session.closes_at
    plan = urlencode({"closes_at": said, "open-ask": "on"})
    assert ben.put(f"/ama/{session.pk}/plan/", plan, content_type=FORM).status_code == 200
    assert ben.put(f"/ama/{session.pk}/stage/", "stage=open", content_type=FORM).status_code == 200
    session.refresh_from_db()
    assert (session.stage, session.closes_at) == ("open", closes), "opened by hand it ends when it was to end"


def test_what_can_not_be_is_refused_with_what_was_typed(cast: Cast, as_: SignIn) -> None:
    ben, before = as_(cast.ben), Page.objects.count()
    yesterday = (now() - timedelta(days=2)).date().isoformat()
    later = (now() + timedelta(days=2)).date().isoformat()
    sent = {"space": "STONE", "v-host": cast.cleo.pk, "v-subject": "old mortar", "v-until": yesterday}
    past = ben.post(ADDRESS, sent)
    shown = past.content.decode()
    assert past.status_code == 422 and "that is over" in shown and "no page was made" in shown
    assert 'value="old mortar"' in shown and f'value="{yesterday}"' in shown and cast.cleo.name in shown
    stranger = ben.post(ADDRESS, sent | {"v-host": cast.sam.pk, "v-until": later})
    assert stranger.status_code == 422 and "can’t see this space" in stranger.content.decode()
    assert Page.objects.count() == before
    assert ben.post(ADDRESS, sent | {"v-host": cast.ben.pk, "v-until": later}).status_code == 302
    assert [host.user for host in Session.objects.get().hosts.all()] == [cast.ben], "whoever makes it may answer"
