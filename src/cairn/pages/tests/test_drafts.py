"""The draft's history: kept every few minutes of work, thinned out with age, brought back days later."""

from datetime import timedelta

import time_machine
from tests.cast import Cast, SignIn
from tests.worker import drain

from cairn.core.clock import now
from cairn.core.periodic import enqueue_due
from cairn.livedocs.log import compact
from cairn.pages.drafts import draft_body
from cairn.pages.history import any_to_keep, keep_draft, thin_out
from cairn.pages.models import DraftSnapshot, packed
from cairn.pages.operations import publish_page, replace_body
from cairn.pages.tests.conftest import MakePage, body


def look() -> None:
    enqueue_due()
    drain()


def test_kept_every_few_minutes_of_work_with_who_wrote(cast: Cast, page_of: MakePage) -> None:
    with time_machine.travel(now(), tick=False) as clock:
        page = page_of("Herd", body=body("One"))
        clock.shift(60)
        look()
        assert not page.draft_snapshots.exists(), "a version holds it already"
        for number, person in enumerate([cast.ben, cast.ada, cast.ben]):
            replace_body(page, by=person, body=body(f"One and {number}"))
            clock.shift(120)
            look()
        clock.shift(301)
        look()
        clock.shift(301)
        look()
        kept = list(page.draft_snapshots.all())
        assert [one.body for one in kept] == [body("One and 2"), body("One and 0")]
        assert set(kept[0].authors.all()) == {cast.ada, cast.ben} and kept[0].words == 3
        assert not any_to_keep()


def test_fewer_as_they_age(cast: Cast, page_of: MakePage) -> None:
    page = page_of("Herd")
    noon = now().replace(hour=12, minute=0, second=0, microsecond=0)
    ages = [timedelta(minutes=m) for m in (1, 6, 11)] + [timedelta(days=2, minutes=m) for m in (1, 6, 11, 66)]
    ages += [timedelta(days=20, minutes=m) for m in (1, 6, 66)]
    for age in ages:
        DraftSnapshot.objects.create(page=page, at=noon - age, packed=packed(body("x")), upto=1)
    thin_out(noon)
    left = [noon - one.at for one in page.draft_snapshots.all()]
    recent, week, older = left[:3], left[3:5], left[5:]
    assert recent == ages[:3] and week == [ages[3], ages[6]] and older == [ages[7]]


def test_authors_outlive_compaction(cast: Cast, page_of: MakePage) -> None:
    page = page_of("Herd", by=cast.ada)
    replace_body(page, by=cast.ben, body=body("Ben's words"))
    compact(page.document_id)
    replace_body(page, by=cast.ada, body=body("Ben's words and Ada's"))
    version = publish_page(page, by=cast.ada)
    assert set(version.authors.all()) == {cast.ada, cast.ben}


def test_see_compare_and_bring_back(cast: Cast, as_: SignIn, page_of: MakePage) -> None:
    page = page_of("Herd", body=body("Published words"))
    replace_body(page, by=cast.ben, body=body("A long thought that matters"))
    kept = keep_draft(page)
    assert kept
    replace_body(page, by=cast.ben, body=body("Oops"))
    urls = [
        f"/pages/{page.pk}/drafts/",
        f"/pages/{page.pk}/drafts/{kept.pk}/",
        f"/pages/{page.pk}/comparison/?from=draft-{kept.pk}&to=draft",
    ]
    for url in urls:
        assert as_(cast.ben).get(url).status_code == 200, url
        assert as_(cast.ravi).get(url).status_code == 403, url
        assert as_(cast.sam).get(url).status_code == 404, url
    assert "A long thought that matters" in as_(cast.ben).get(urls[1]).content.decode()
    assert "<ins>Oops</ins>" in as_(cast.ben).get(urls[2]).content.decode()
    back = f"{urls[1]}restoration/"
    assert as_(cast.ravi).post(back).status_code == 403
    assert as_(cast.sam).post(back).status_code == 404
    assert as_(cast.ben).post(back)["HX-Redirect"] == f"/pages/{page.pk}/edit/"
    assert draft_body(page) == body("A long thought that matters")
    assert page.draft_snapshots.first().body == body("Oops")  # type: ignore[union-attr]
    assert page.versions.count() == 1
    assert as_(cast.ben).post(back).status_code == 409
    assert as_(cast.ben).post(f"/pages/{page.pk}/drafts/999/restoration/").status_code == 404


def test_bringing_back_keeps_what_somebody_writes_now(cast: Cast, as_: SignIn, page_of: MakePage) -> None:
    page = page_of("Herd", body=body("First things first", "Second thoughts are best"))
    with time_machine.travel(now() + timedelta(minutes=5)):
        replace_body(page, by=cast.ben, body=body("Nothing of the old is left here", "Second thoughts are best"))
        publish_page(page, by=cast.ben)
    with time_machine.travel(now() + timedelta(minutes=20)):
        words = ("Nothing of the old is left here", "Second thoughts are best", "Ada is in the middle of a sent")
        replace_body(page, by=cast.ada, body=body(*words))
        assert as_(cast.ben).post(f"/pages/{page.pk}/versions/1/restoration/").status_code == 200
        newest = page.versions.first()
        assert newest and newest.text == "First things first\nSecond thoughts are best"
        assert draft_body(page) == body("First things first", "Second thoughts are best", words[2])
        assert "unpublished changes" in as_(cast.ben).get(f"/pages/{page.pk}/draft/").content.decode()
