"""Journey 3: two people write one page at the same time; readers see what was published, when it was published."""

import re

from playwright.sync_api import expect

from tests.e2e.conftest import Visit
from tests.e2e.visitor import Visitor
from tests.e2e.writing import Writer, open_editor

MARKDOWN = """## Costs

| what | a year |
| --- | --- |
| berth | 12 000 |

- [ ] Ask for the winter price
- one **firm** offer
"""
HTML = (
    "<h3>From the letter</h3><p>The jetty is <strong>closed</strong> from <em>May</em>.</p><ul><li>two berths</li></ul>"
)


def test_two_people_write_one_paragraph_and_readers_wait_for_the_version(visit: Visit) -> None:
    mira, teo, yuna = visit("Mira Castellan"), visit("Teo Halvorsen"), visit("Yuna Sato-Reid")
    _make_a_space_where_others_read(mira)
    _let_him_write(mira, "Teo Halvorsen")
    address = _begin_a_page(mira, "The winter berth")
    assert yuna.page.request.get(address).status == 404  # a draft is not there for readers

    hers, his = Writer(mira), open_editor(teo, address)
    _write_at_the_same_time(hers, his)
    _write_with_shortcuts(hers)
    _insert_from_the_menu(hers)
    mira.look("editor")
    _paste(his)
    hers.reads("The jetty is closed from May.")
    teo.look("editor-second-person")
    hers.agrees_with(his)

    hers.publishes("The first account of it")
    _the_reader_sees_the_first_version(yuna, address)
    _the_reader_waits_for_the_second(his, yuna, address)
    _the_assignee_finds_his_action_item(teo)


def _make_a_space_where_others_read(visitor: Visitor) -> None:
    page = visitor.page
    page.get_by_role("navigation", name="Workspace").get_by_role("link", name="Make a space").click()
    page.get_by_label("Name", exact=True).fill("Harbour")
    page.get_by_label("What it is for").fill("Where the boats lie in winter.")
    page.get_by_label("Everyone in the workspace is").select_option(label="Reader: reads")
    visitor.look("space-new")
    page.get_by_role("button", name="Make the space").click()
    expect(page.get_by_role("heading", level=1, name="Harbour")).to_be_visible()
    visitor.look("space-empty")


def _let_him_write(visitor: Visitor, person: str) -> None:
    visitor.open("/spaces/HARBOUR/members/")
    page = visitor.page
    page.get_by_role("combobox").first.fill(person.split()[0])
    page.get_by_role("option", name=re.compile(person)).click()
    page.get_by_label("Role", exact=True).select_option(label="Editor")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("link", name=person)).to_be_visible()
    visitor.look("space-members")


def _begin_a_page(visitor: Visitor, title: str) -> str:
    """Returns the address of the page; she is in its editor."""
    page = visitor.open("/spaces/HARBOUR/")
    page.get_by_role("button", name="Write the first page").click()
    expect(page).to_have_url(re.compile(r"/pages/\d+/edit/$"))
    Writer(visitor).titles_it(title)
    return page.url.removesuffix("edit/").replace(visitor.address, "")


def _write_at_the_same_time(hers: Writer, his: Writer) -> None:
    hers.goes_to_the_end()
    hers.types("the harbour freezes")
    hers.is_told("Saved")
    assert "saving" in hers.was_told()
    his.reads("the harbour freezes")
    his.goes_to_the_end()
    hers.presses("Home")
    for one, other in zip("In a cold year ", " before the ice", strict=True):
        hers.types(one)
        his.types(other)
    for writer in (hers, his):
        writer.reads("In a cold year the harbour freezes before the ice")
        writer.is_told("Saved")
    expect(hers.page.locator(".caret-name", has_text="Teo Halvorsen")).to_be_attached()
    expect(his.page.locator(".caret-name", has_text="Mira Castellan")).to_be_attached()
    _follow(hers, "Teo Halvorsen")


def _follow(writer: Writer, person: str) -> None:
    writer.page.get_by_role("banner").get_by_role("button", name=f"{person} is editing this page").click()
    expect(writer.page.get_by_text(f"Following {person}", exact=True)).to_be_visible()
    writer.presses("Escape")
    expect(writer.page.get_by_text(f"Following {person}", exact=True)).to_have_count(0)


def _write_with_shortcuts(hers: Writer) -> None:
    hers.begins_a_new_line()
    hers.types("## What we know")
    hers.presses("Enter")
    hers.types("- a berth with **power** costs more")
    hers.presses("Enter", "Enter")
    hers.types("> Boats don't mind the cold")
    hers.presses("Enter", "Enter")
    surface = hers.surface
    expect(surface.get_by_role("heading", level=2, name="What we know")).to_be_visible()
    expect(surface.locator("ul strong", has_text="power")).to_be_visible()
    expect(surface.locator("blockquote", has_text="Boats don't mind the cold")).to_be_visible()


def _insert_from_the_menu(hers: Writer) -> None:
    hers.inserts("table", "Table")
    hers.types("Berth")
    hers.presses("Tab")
    hers.types("Price")
    expect(hers.surface.get_by_role("columnheader", name="Price")).to_be_visible()
    hers.goes_to_the_end()
    hers.inserts("info", "Info panel")
    hers.types("The ice comes in January.")
    expect(hers.surface.locator(".panel-info", has_text="The ice comes in January.")).to_be_visible()
    hers.presses("ArrowDown")
    hers.goes_to_the_end()
    if hers.surface.locator(".panel-info p").count() and _is_in_the_panel(hers):
        hers.presses("Enter", "Enter")
    hers.inserts("action", "Action item")
    hers.types("Call the harbour master ")
    hers.mentions("Teo", "Teo Halvorsen")
    hers.types(", please //")  # the comma takes the place of the space that came with his name
    hers.reads("@Teo Halvorsen, please")
    hers.picks_the_day("In a week")
    expect(hers.surface.locator(".action-item time")).not_to_be_empty()
    hers.presses("Enter", "Enter")
    hers.inserts("already", "Decision already made")
    hers.types("We look for a berth inside the mole")
    hers.presses("Enter", "Enter")
    hers.types("Where it stands: ")
    hers.inserts("status", "Status")
    hers.page.get_by_role("dialog", name="Status").get_by_label("Status", exact=True).fill("in talks")
    hers.presses("Enter")
    hers.is_back_in_the_text()
    hers.types("on ")
    hers.inserts("date", "Date")
    hers.picks_the_day("Today")
    expect(hers.surface.get_by_role("button", name="Status: in talks")).to_be_visible()
    hers.is_told("Saved")


def _is_in_the_panel(hers: Writer) -> bool:
    return bool(hers.page.evaluate("!!getSelection().anchorNode?.parentElement?.closest('.panel')"))


def _paste(his: Writer) -> None:
    his.begins_a_new_line()
    his.pastes("text/plain", MARKDOWN)
    expect(his.surface.get_by_role("heading", name="Costs")).to_be_visible()
    expect(his.surface.get_by_role("cell", name="12 000")).to_be_visible()
    expect(his.surface.locator(".action-item", has_text="Ask for the winter price")).to_be_visible()
    his.begins_a_new_line()
    his.presses("Enter")
    his.pastes("text/html", HTML)
    expect(his.surface.get_by_role("heading", name="From the letter")).to_be_visible()
    expect(his.surface.locator("strong", has_text="closed")).to_be_visible()
    his.is_told("Saved")


def _the_reader_sees_the_first_version(reader: Visitor, address: str) -> None:
    page = reader.open(address)
    expect(page.get_by_role("heading", level=1, name="The winter berth")).to_be_visible()
    expect(page.get_by_text("In a cold year the harbour freezes before the ice")).to_be_visible()
    expect(page.get_by_text("Version 1 by Mira Castellan")).to_be_visible()
    expect(page.get_by_role("link", name="Edit", exact=True)).to_have_count(0)
    reader.look("page-published")


def _the_reader_waits_for_the_second(his: Writer, reader: Visitor, address: str) -> None:
    his.begins_a_new_line()
    his.presses("Enter")
    his.types("The mole was repaired in autumn.")
    his.is_told("Saved")
    page = reader.open(address)
    expect(page.get_by_text("Version 1 by Mira Castellan")).to_be_visible()
    expect(page.get_by_text("The mole was repaired")).to_have_count(0)
    his.publishes("The mole is whole again")
    reader.open(address)
    expect(page.get_by_text("The mole was repaired in autumn.")).to_be_visible()
    expect(page.get_by_text("Version 2 by Teo Halvorsen")).to_be_visible()
    reader.open(f"{address}versions/")
    expect(page.get_by_text("The mole is whole again")).to_be_visible()
    expect(page.get_by_text("The first account of it")).to_be_visible()
    reader.look("page-history")


def _the_assignee_finds_his_action_item(teo: Visitor) -> None:
    teo.open("/")
    item = teo.page.get_by_role("region", name="Needs you").get_by_role(
        "link", name=re.compile("Call the harbour master")
    )
    teo.reload_until_seen(item)
