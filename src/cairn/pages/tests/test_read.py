"""Reading a page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import Cast, SignIn

from cairn.pages.models import Page
from cairn.pages.operations import label_page, replace_body, restrict_page
from cairn.pages.tests.conftest import MakePage, body


def test_who_reads(cast: Cast, as_: SignIn, page_of: MakePage) -> None:
    page = page_of("Herd")
    for user in (cast.ada, cast.ben, cast.cleo, cast.ravi, cast.gus):
        answer = as_(user).get(page.get_absolute_url())
        assert answer.status_code == 200
        assert b"Words of Herd" in answer.content
    assert as_(cast.sam).get(page.get_absolute_url()).status_code == 404
    assert as_(None).get(page.get_absolute_url()).status_code == 302


def test_drafts_are_for_editors(cast: Cast, as_: SignIn, page_of: MakePage) -> None:
    page = page_of("Herd", draft=True)
    answer = as_(cast.ada).get(page.get_absolute_url())
    assert b"Words of Herd" in answer.content
    assert b"see this page yet" in answer.content
    assert as_(cast.cleo).get(page.get_absolute_url()).status_code == 404


def test_readers_see_what_was_published(cast: Cast, as_: SignIn, page_of: MakePage) -> None:
    page = page_of("Herd")
    replace_body(page, by=cast.ben, body=body("Half a thought"))
    assert b"Half a thought" not in as_(cast.ada).get(page.get_absolute_url()).content
    notice = f"{page.get_absolute_url()}draft/"
    assert b"unpublished changes by Ben" in as_(cast.ada).get(notice).content
    assert as_(cast.ravi).get(notice).content.strip() == b""


def test_breadcrumbs_labels_and_children(cast: Cast, as_: SignIn, page_of: MakePage) -> None:
    top = page_of("Top")
    page = page_of("Middle", parent=top)
    page_of("Open leaf", parent=page)
    restrict_page(page_of("Shut leaf", parent=page), by=cast.ben, action="view", users=[], teams=[])
    label_page(page, by=cast.ben, labels=["grazing"])
    shown = as_(cast.ravi).get(page.get_absolute_url()).content.decode()
    assert f'href="{top.get_absolute_url()}"' in shown
    assert "grazing" in shown
    assert "Open leaf" in shown
    assert "Shut leaf" not in shown


def test_cards_tell_only_what_the_reader_may_see(cast: Cast, as_: SignIn, page_of: MakePage) -> None:
    open_page, shut = page_of("Open"), page_of("Shut")
    restrict_page(shut, by=cast.ben, action="view", users=[], teams=[])
    cards = [
        {"type": "inlineCard", "attrs": {"url": f"http://testserver{page.get_absolute_url()}"}}
        for page in (open_page, shut)
    ]
    linking = page_of("Links", body={"version": 1, "type": "doc", "content": [{"type": "paragraph", "content": cards}]})
    shown = as_(cast.ravi).get(linking.get_absolute_url()).content.decode()
    assert ">Open</a>" in shown.replace("\n", "")
    assert "Shut" not in shown
    assert "A page you can" in shown
    as_json = as_(cast.ravi).get("/cards/", {"url": shut.get_absolute_url()}).json()
    assert as_json["is_hidden"] and "Shut" not in str(as_json)
    assert as_(cast.ravi).get("/cards/", {"url": "https://example.com/"}).status_code == 404


def test_reading_stays_within_its_queries(cast: Cast, as_: SignIn, page_of: MakePage) -> None:
    """Eight in all; the panels of other apps and the frame around have the rest."""
    page = page_of("Top")
    for number in range(5):
        page = page_of(f"Level {number}", parent=page)
    label_page(page, by=cast.ben, labels=["a", "b"])
    browser = as_(cast.ben)
    browser.get(page.get_absolute_url())
    with CaptureQueriesContext(
        connection,
    ) as queries:
        browser.get(page.get_absolute_url())
    assert len(queries) <= 8, "\n\n".join(query["sql"][:300] for query in queries)


def test_a_visit_is_remembered_once_a_version(cast: Cast, as_: SignIn, page_of: MakePage) -> None:
    page = page_of("Herd")
    for _ in range(2):
        assert as_(cast.ravi).post(f"{page.get_absolute_url()}visits/").status_code == 204
    assert as_(cast.sam).post(f"{page.get_absolute_url()}visits/").status_code == 404
    assert [(v.user, v.version) for v in Page.objects.get().visits.all()] == [(cast.ravi, 1)]


@pytest.mark.parametrize(
    "address", ["versions/", "versions/1/", "versions/1/changes/", "export.md", "body/", "children/"]
)
def test_other_readings(cast: Cast, as_: SignIn, page_of: MakePage, address: str) -> None:
    page = page_of("Herd")
    url = page.get_absolute_url() + address
    assert as_(cast.ravi).get(url).status_code == 200
    assert as_(cast.sam).get(url).status_code == 404
    assert as_(None).get(url).status_code == 302
