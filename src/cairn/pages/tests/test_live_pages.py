"""Live pages: they publish themselves after a pause, and one person's typing is one version."""

from datetime import timedelta

import time_machine
from tests.cast import Cast, SignIn
from tests.worker import drain

from cairn.core.clock import now
from cairn.core.periodic import enqueue_due
from cairn.livedocs.models import Update
from cairn.pages.jobs import keep_drafts, publish_live_pages
from cairn.pages.live_pages import any_quiet, quiet_pages
from cairn.pages.models import Page
from cairn.pages.operations import make_live, replace_body
from cairn.pages.tests.conftest import MakePage, body


def write(page: Page, by: object, words: str) -> None:
    replace_body(page, by=by, body=body(words))  # type: ignore[arg-type]


def look() -> None:
    """What the worker does with every beat."""
    enqueue_due()
    drain()


def test_switch(cast: Cast, as_: SignIn, page_of: MakePage) -> None:
    page = page_of("Notes")
    url = f"/pages/{page.pk}/liveness/"
    assert as_(cast.ravi).post(url).status_code == 403
    assert as_(cast.sam).post(url).status_code == 404
    assert as_(cast.ben).post(url)["HX-Redirect"] == page.get_absolute_url()
    assert "publishes itself" in as_(cast.ravi).get(page.get_absolute_url()).content.decode()
    assert as_(cast.ravi).delete(url).status_code == 403
    assert as_(cast.ben).delete(url).status_code == 200
    assert "publishes itself" not in as_(cast.ravi).get(page.get_absolute_url()).content.decode()


def test_after_a_pause_in_one_version_for_ten_minutes_of_one_person(cast: Cast, page_of: MakePage) -> None:
    page = page_of("Notes", by=cast.ada)
    make_live(page, by=cast.ben)
    with time_machine.travel(now(), tick=False) as clock:
        write(page, cast.ben, "One")
        clock.shift(20)
        look()
        assert page.versions.count() == 1, "she is still typing"
        clock.shift(15)
        look()
        write(page, cast.ben, "One two")
        clock.shift(40)
        look()
        newest = page.versions.first()
        assert newest and (newest.number, newest.text, list(newest.authors.all())) == (2, "One two", [cast.ben])
        assert newest.by == cast.ben and not any_quiet()
        write(page, cast.ada, "One two three")
        clock.shift(40)
        look()
        assert [v.number for v in page.versions.all()] == [3, 2, 1], "another author"
        clock.shift(600)
        write(page, cast.ada, "One two three four")
        clock.shift(40)
        look()
        assert page.versions.count() == 4, "ten minutes have passed"


def test_a_locked_or_unchanged_page_is_looked_at_once(cast: Cast, page_of: MakePage) -> None:
    page = page_of("Notes", body=body("One"))
    make_live(page, by=cast.ben)
    write(page, cast.ben, "One")
    with time_machine.travel(now() + timedelta(minutes=1)):
        assert any_quiet()
        look()
        assert not any_quiet() and page.versions.count() == 1


def test_a_page_that_nobody_can_read_stops_no_other(cast: Cast, page_of: MakePage) -> None:
    broken, page = page_of("Broken"), page_of("Notes")
    for each in (broken, page):
        make_live(each, by=cast.ben)
        write(each, cast.ben, "Two")
    Update.objects.filter(document=broken.document_id).update(data=b"no update of Yjs")
    with time_machine.travel(now() + timedelta(minutes=6)):
        assert list(quiet_pages()) == [broken, page]
        keep_drafts.func()
        publish_live_pages.func()
    assert page.draft_snapshots.count() == 1 and page.versions.count() == 2
