"""Journey: what other programs put on the clipboard keeps its structure; words are found and replaced."""

import re

from playwright.sync_api import expect

from tests.conventions.source import ROOT
from tests.e2e.conftest import Visit
from tests.e2e.visitor import Visitor
from tests.e2e.writing import Writer

CLIPBOARD = ROOT / "tests/clipboard"
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
PICTURE = (
    f'<p>Before</p><p><img src="data:image/png;base64,{PIXEL}" width="40" height="40" alt="A dot"></p><p>After</p>'
)


def test_pasting_from_other_programs_and_finding(visit: Visit) -> None:
    teo = visit("Teo Halvorsen")
    writer = _begin_a_page(teo)
    _paste_a_report_from_word(writer)
    _paste_and_think_again(writer)
    _paste_a_picture(writer)
    _find_and_replace(writer)


def _begin_a_page(visitor: Visitor) -> Writer:
    visitor.open("/")
    navigation = visitor.page.get_by_role("navigation", name="Workspace")
    navigation.get_by_role("link").filter(has_text="Handbook").first.click()
    visitor.page.get_by_role("button", name="New page").first.click()
    expect(visitor.page).to_have_url(re.compile(r"/pages/\d+/edit/$"))
    writer = Writer(visitor)
    writer.titles_it("From elsewhere")
    writer.goes_to_the_end()
    return writer


def _paste_a_report_from_word(writer: Writer) -> None:
    writer.pastes("text/html", (CLIPBOARD / "word-report.html").read_text())
    surface = writer.surface
    expect(surface.get_by_role("heading", level=1, name="Winter report")).to_be_visible()
    expect(surface.locator("ul ul li", has_text="two at the east side")).to_be_visible()
    expect(surface.get_by_role("columnheader", name="Price")).to_be_visible()
    expect(writer.page.get_by_role("group", name="Pasted from Word")).to_be_visible()
    writer.visitor.look("paste-word")
    assert "thousand a year" in writer.text()
    assert "tenthousand" not in writer.text()


def _paste_and_think_again(writer: Writer) -> None:
    writer.goes_to_the_end()
    writer.presses("Enter", "Enter")
    writer.pastes("text/html", (CLIPBOARD / "google-docs.html").read_text())
    docs = writer.surface.get_by_role("heading", name="The winter berth")
    expect(docs).to_be_visible()
    writer.page.get_by_role("group", name="Pasted from Google Docs").get_by_role("button", name="Undo").click()
    expect(docs).to_have_count(0)
    expect(writer.surface.get_by_role("heading", level=1, name="Winter report")).to_be_visible()


def _paste_a_picture(writer: Writer) -> None:
    writer.goes_to_the_end()
    with writer.page.expect_response(re.compile("/attachments/")) as stored:
        writer.pastes("text/html", PICTURE)
    assert stored.value.ok
    expect(writer.surface.locator("img[src*='/attachments/']")).to_be_attached()
    writer.is_told("Saved")


def _find_and_replace(writer: Writer) -> None:
    page = writer.page
    writer.goes_to_the_end()
    writer.presses("Control+f")
    bar = page.get_by_role("search", name="Find and replace")
    field = bar.get_by_role("textbox", name="Find in the text")
    expect(field).to_be_focused()
    writer.types("the")
    expect(bar.locator(".ed-find-count")).to_have_text(re.compile(r"^\d+ of \d+$"))
    expect(page.locator(".ed-match.is-current")).to_have_count(1)
    writer.presses("Control+h")
    writer.types("THE")
    bar.get_by_role("button", name="Match case").click()
    bar.get_by_role("button", name="Whole words").click()
    expect(bar.locator(".ed-find-count")).to_have_text(re.compile(r"^\d+ of \d+$"))
    writer.visitor.look("find")
    bar.get_by_role("button", name="Replace all").click()
    writer.reads("see THE rules")
    bar.get_by_role("textbox", name="Replace with").press("Escape")
    expect(bar).to_be_hidden()
    writer.presses("Control+z")
    writer.reads("see the rules")
