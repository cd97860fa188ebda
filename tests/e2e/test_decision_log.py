"""The decision log: she narrows it, keeps what she asked as a view, and puts the log into a page that he reads."""

import re

from playwright.sync_api import expect

from tests.e2e.conftest import Visit
from tests.e2e.visitor import Visitor
from tests.e2e.writing import Writer

LOG = "/spaces/PRODUCT/decisions/"


def test_she_finds_keeps_and_shows_decisions(visit: Visit) -> None:
    mira, teo = visit("Mira Castellan"), visit("Teo Halvorsen")
    _she_narrows_it(mira)
    _she_keeps_the_view(mira)
    _she_asks_why(mira)
    address = _she_puts_it_into_a_page(mira)
    page = teo.open(address)
    log = page.get_by_role("region", name="Decision log")
    expect(log.get_by_role("link", name="How should phones keep timetables?")).to_be_visible()
    teo.look("decision-log-in-a-page")


def _she_narrows_it(visitor: Visitor) -> None:
    page = visitor.open(LOG)
    running = page.get_by_role("checkbox", name=re.compile("^Running"))
    running.focus()
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile(r"state=running$"))
    expect(page.get_by_role("link", name="How should phones keep timetables?")).to_have_count(0)
    expect(running).to_be_focused()  # the facets came anew, with their counts, and she goes on from there
    visitor.look("decision-log-narrowed")


def _she_keeps_the_view(visitor: Visitor) -> None:
    page = visitor.page
    page.get_by_role("button", name="Keep this view").click()
    dialog = page.get_by_role("dialog", name="Keep this view")
    dialog.get_by_role("textbox", name="Name").fill("What runs")
    with page.expect_navigation():
        dialog.get_by_role("button", name="Keep this view").click()
    kept = page.get_by_role("navigation", name="Saved views").get_by_role("link", name="What runs")
    expect(kept).to_have_attribute("aria-current", "page")


def _she_asks_why(visitor: Visitor) -> None:
    page = visitor.open(LOG)
    page.get_by_role("searchbox", name=re.compile("Find a decision")).fill("reception")
    expect(page).to_have_url(re.compile(r"q=reception"))
    passage = page.locator(".log-passage", has_text="Reception is gone").first
    visitor.reload_until_seen(passage)  # the worker indexes the sample after the start
    expect(passage.locator("mark").first).to_have_text(re.compile("reception", re.IGNORECASE))


def _she_puts_it_into_a_page(visitor: Visitor) -> str:
    page = visitor.open("/pages/new/?space=PRODUCT")
    expect(page).to_have_url(re.compile(r"/pages/\d+/edit/$"))
    writer = Writer(visitor)
    writer.titles_it("What we decided")
    writer.surface.focus()
    writer.inserts("decision log", "Decision log")
    shown = page.get_by_role("group", name="Decision log")
    expect(shown.get_by_role("link", name="How should phones keep timetables?")).to_be_visible()
    page.keyboard.press("Escape")
    writer.publishes("The log")
    return re.sub(r"edit/$", "", page.url).removeprefix(visitor.address)
