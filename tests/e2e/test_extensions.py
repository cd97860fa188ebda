"""A page with everything that text alone can't say: contents, formulas, diagrams, an excerpt of another page."""

import re
import time

from playwright.sync_api import expect

from tests.e2e.conftest import Visit
from tests.e2e.visitor import Visitor
from tests.e2e.writing import Writer


def test_she_writes_with_our_extensions_and_he_reads_them(visit: Visit) -> None:
    mira, teo = visit("Mira Castellan"), visit("Teo Halvorsen")
    _an_excerpt(mira)
    address = _begin_a_page(mira, "The wall")
    writer = Writer(mira)
    _formulas(writer)
    _contents_that_follow(writer)
    _a_diagram(writer)
    _the_excerpt_of_the_other_page(writer)
    mira.look("extensions-editor")
    writer.publishes("With pictures")
    _he_reads(teo, address)


def _begin_a_page(visitor: Visitor, title: str) -> str:
    page = visitor.open("/pages/new/?space=HANDBOOK")  # what every "New page" leads to; it goes on by itself
    expect(page).to_have_url(re.compile(r"/pages/\d+/edit/$"))
    writer = Writer(visitor)
    writer.titles_it(title)
    writer.surface.focus()
    return page.url.removesuffix("edit/").removeprefix(visitor.address)


def _an_excerpt(visitor: Visitor) -> None:
    _begin_a_page(visitor, "The quarry")
    writer = Writer(visitor)
    writer.inserts("excerpt", "Excerpt")
    expect(visitor.page.get_by_role("textbox", name="Name of the excerpt")).to_be_focused()
    writer.types("Stone")
    writer.presses("Enter")
    writer.types("Granite is hard, and it stays.")
    writer.reads("Granite is hard, and it stays.")
    writer.publishes("Named a part")


def _formulas(writer: Writer) -> None:
    writer.types("Energy is $E = mc^2$ and costs $5.")
    expect(writer.page.get_by_role("group", name="Formula: E = mc^2").locator("math")).to_be_attached()
    writer.presses("Enter")
    writer.types("$$ ")
    source = writer.page.get_by_role("textbox", name="Formula in TeX")
    expect(source).to_be_focused()
    writer.types("\\frac{a}{b")
    expect(writer.page.get_by_role("dialog", name="Formula").get_by_role("status")).to_contain_text("expected '}'")
    writer.types("}")
    writer.presses("Control+Enter")
    expect(writer.page.get_by_role("dialog", name="Formula")).to_have_count(0)
    expect(writer.page.locator(".own-formula-block math")).to_be_attached()


def _contents_that_follow(writer: Writer) -> None:
    writer.begins_a_new_line()
    writer.inserts("contents", "Table of contents")
    writer.types("## How high")
    contents = writer.page.get_by_role("navigation", name="Table of contents").filter(has_text="How high")
    expect(contents.get_by_role("link", name="How high")).to_be_visible()
    writer.presses("Enter")


def _a_diagram(writer: Writer) -> None:
    writer.inserts("diagram", "Diagram")
    picture = writer.page.locator(".own-diagram img")
    expect(picture).to_be_visible()
    first = picture.get_attribute("src")
    writer.presses("Enter")
    writer.types("B --> C[More]")
    expect(picture).not_to_have_attribute("src", str(first))
    writer.page.get_by_role("textbox", name="What the diagram shows").fill("A question leads to an answer, and to more")
    writer.goes_to_the_end()


def _the_excerpt_of_the_other_page(writer: Writer) -> None:
    _until_the_worker_has_it(writer)
    writer.inserts("excerpt of", "Excerpt of another page")
    found = writer.page.get_by_role("listbox", name="Excerpts").get_by_role("option").first
    expect(writer.page.get_by_role("combobox", name="Find an excerpt")).to_be_focused()
    writer.types("quarry stone")
    expect(found).to_contain_text("Stone · The quarry")
    writer.presses("Enter")
    expect(writer.page.get_by_role("region", name="Excerpt of The quarry")).to_contain_text("Granite is hard")


def _until_the_worker_has_it(writer: Writer, seconds: float = 60) -> None:
    """Excerpts are registered a moment after the publication, behind whatever else waits for the worker."""
    end = time.monotonic() + seconds
    while not writer.page.request.get("/excerpts/?q=quarry+stone").json()["excerpts"]:
        assert time.monotonic() < end, "The excerpt was not registered."
        writer.page.wait_for_timeout(200)


def _he_reads(visitor: Visitor, address: str) -> None:
    page = visitor.open(address)
    text = page.locator("#page-body")
    expect(text.locator("math")).to_have_count(2)
    expect(text.get_by_role("img", name="A question leads to an answer, and to more")).to_be_visible()
    expect(text.get_by_role("navigation", name="Table of contents").get_by_role("link")).to_have_text(["How high"])
    expect(text.get_by_role("region", name="Excerpt of The quarry")).to_contain_text("Granite is hard")
    visitor.look("extensions")
    visitor.page.set_viewport_size({"width": 390, "height": 800})
    visitor.fits_the_screen()
