"""The log for other programs, and the views that people keep: allow and deny beside each other."""

import csv
import io
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from tests.cast import Cast, SignIn

from cairn.core.sheets import safe_cell
from cairn.decisions.access import can_change_log_view, can_see_log_view
from cairn.decisions.log.addresses import feed_path
from cairn.decisions.models import Decision, LogView
from cairn.decisions.operations.log_views import renew_feed_key, save_log_view
from cairn.decisions.tests.test_log import ALL, HTMX, STONE, busy, words
from cairn.pages.models import Page
from cairn.spaces.models import SpaceMember

ATOM = "{http://www.w3.org/2005/Atom}"
__all__ = ["busy"]


def titles(answer: Any) -> list[str]:
    return [str(each.text) for each in ET.fromstring(answer.content).findall(f"{ATOM}entry/{ATOM}title")]


def table(answer: Any) -> list[dict[str, str]]:
    text = b"".join(answer.streaming_content).decode()
    assert text.startswith("\ufeff")  # or Excel takes it for another encoding
    return list(csv.DictReader(io.StringIO(text[1:])))


def test_a_feed_without_signing_in(cast: Cast, as_: SignIn, busy: Decision) -> None:
    key = renew_feed_key(by=cast.ravi)
    path = feed_path(key, cast.stone)
    nobody = as_(None)
    answer = nobody.get(path)
    assert answer["Content-Type"].startswith("application/atom+xml")
    assert titles(answer) == ["D-1 Which message bus: Decided"]  # no draft, nothing that Ravi may not see
    assert sorted(titles(nobody.get(feed_path(key, None)))) == ["D-1 Which message bus: Decided", "Which moss: Running"]
    assert (nobody.get(path[:-3] + "x/").status_code, nobody.get("/decision-feeds/x/").status_code) == (404, 404)
    SpaceMember.objects.filter(user=cast.ravi).delete()
    assert nobody.get(path).status_code == 404  # what he no longer sees, neither does his reader
    assert titles(nobody.get(feed_path(key, None))) == ["Which moss: Running"]
    renewed = renew_feed_key(by=cast.ravi)
    assert (
        nobody.get(feed_path(key, None)).status_code == 404 and nobody.get(feed_path(renewed, None)).status_code == 200
    )
    cast.ravi.is_active = False
    cast.ravi.save()
    assert nobody.get(feed_path(renewed, None)).status_code == 404


def test_a_feed_is_as_rfc_4287_wants_it(cast: Cast, as_: SignIn, busy: Decision) -> None:
    feed = ET.fromstring(as_(cast.ravi).get(f"{STONE}feed/?state=decided").content)
    assert feed.tag == f"{ATOM}feed"
    for node in (feed, *feed.findall(f"{ATOM}entry")):
        assert [len(node.findall(f"{ATOM}{name}")) for name in ("id", "title", "updated")] == [1, 1, 1]
    entry = feed.find(f"{ATOM}entry")
    assert entry is not None and entry.findtext(f"{ATOM}author/{ATOM}name") == "Ada"
    assert [link.get("rel") for link in feed.findall(f"{ATOM}link")] == ["alternate", "self"]
    assert (entry.findtext(f"{ATOM}id") or "").startswith("tag:") and entry.find(f"{ATOM}link") is not None
    summary = entry.find(f"{ATOM}summary")
    assert summary is not None and summary.get("type") == "html" and "It survives a node." in (summary.text or "")
    assert as_(cast.sam).get(f"{STONE}feed/").status_code == 404


def test_her_addresses_are_made_when_she_asks(cast: Cast, as_: SignIn, busy: Decision) -> None:
    ravi, address = as_(cast.ravi), "/decisions/feed-key/?space=STONE&view="
    assert "Make my address" in words(ravi.get(address))
    made = words(ravi.post(address))
    assert "/decision-feeds/" in made and made.split('value="')[1].split('"')[0] in words(ravi.get(address))
    assert as_(cast.sam).get(address).status_code == 404


def test_a_table_for_spreadsheets(cast: Cast, as_: SignIn, busy: Decision) -> None:
    Page.objects.filter(pk=busy.page_id).update(title='=HYPERLINK("http://evil")')
    rows = table(as_(cast.ravi).get(f"{ALL}csv/"))
    assert [row["Title"] for row in rows] == ["Which moss", '\'=HYPERLINK("http://evil")']
    assert (rows[1]["Number"], rows[1]["Decided by"], rows[1]["Tags"], rows[1]["Space"]) == (
        "D-1",
        "Ada",
        "money",
        "Stone",
    )
    assert len(table(as_(cast.ada).get(f"{ALL}csv/"))) == 4
    assert [row["State"] for row in table(as_(cast.ada).get(f"{STONE}csv/?state=running"))] == ["Running"]
    assert as_(cast.sam).get(f"{STONE}csv/").status_code == 404


def test_a_table_takes_as_many_queries_however_long_it_is(
    cast: Cast, as_: SignIn, busy: Decision, django_assert_num_queries: Any
) -> None:
    ada = as_(cast.ada)
    ada.get(STONE)
    for query, lines in (("?state=decided", 1), ("", 3)):
        with django_assert_num_queries(5):
            assert len(table(ada.get(f"{STONE}csv/{query}"))) == lines


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1"])
def test_nothing_runs_as_a_formula(text: str) -> None:
    assert safe_cell(text) == f"'{text}" and safe_cell("a=1") == "a=1" and safe_cell(None) == ""


def test_a_view_is_kept_alone_or_shared(cast: Cast, as_: SignIn, busy: Decision) -> None:
    sent = {"space": "STONE", "name": "What runs", "query": "state=running&nonsense=1"}
    kept = as_(cast.ben).post("/log-views/", sent | {"shared": "1"}, headers=HTMX)
    assert kept["HX-Redirect"] == f"{STONE}?state=running"
    assert (
        as_(cast.ravi).post("/log-views/", sent | {"name": "Mine", "query": "q=bus"}, headers=HTMX).status_code == 204
    )
    refused = as_(cast.ravi).post("/log-views/", sent | {"shared": "1"}, headers=HTMX)
    assert refused.status_code == 403
    empty = as_(cast.ben).post("/log-views/", sent | {"name": " "}, headers=HTMX)
    assert (empty.status_code, "Give the view a name." in words(empty)) == (422, True)
    assert as_(cast.sam).post("/log-views/", sent, headers=HTMX).status_code == 404
    ravi, gus = words(as_(cast.ravi).get(STONE)), words(as_(cast.gus).get(STONE))
    assert "What runs" in ravi and "Mine" in ravi and "What runs" in gus and "Mine" not in gus
    shared = LogView.objects.get(name="What runs")
    assert as_(cast.gus).get(f"/log-views/{shared.pk}/")["Location"] == f"{STONE}?state=running"
    feed = feed_path(renew_feed_key(by=cast.gus), cast.stone, shared)
    assert titles(as_(None).get(feed)) == []
    assert as_(cast.ravi).post(f"/log-views/{shared.pk}/", {"name": "His"}).status_code == 403
    assert as_(cast.ada).post(f"/log-views/{shared.pk}/", {"name": "Open", "shared": ""}).status_code == 204
    assert as_(cast.gus).get(f"/log-views/{shared.pk}/").status_code == 404
    assert as_(None).get(feed).status_code == 404
    assert as_(cast.ben).delete(f"/log-views/{shared.pk}/").status_code == 204
    assert not LogView.objects.filter(pk=shared.pk).exists()


def test_rights_of_views_agree(cast: Cast) -> None:
    views = [
        save_log_view(cast.stone, by=cast.ben, name="Shared", query="", shared=True),
        save_log_view(cast.stone, by=cast.cleo, name="Hers", query=""),
        save_log_view(None, by=cast.sam, name="Of all", query="state=running"),
        save_log_view(cast.moss, by=cast.sam, name="Moss", query="", shared=True),
    ]
    for user in cast.all():
        for view in views:
            seen = LogView.objects.visible_to(user).filter(pk=view.pk).exists()  # type: ignore[attr-defined]
            changed = LogView.objects.changeable_by(user).filter(pk=view.pk).exists()  # type: ignore[attr-defined]
            assert (seen, changed) == (can_see_log_view(user, view), can_change_log_view(user, view)), (user, view)
