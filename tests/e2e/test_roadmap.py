"""Two people and one roadmap: each change is seen by the other at once, by mouse and by keyboard, in three views."""

import csv
import re
from io import BytesIO, StringIO

from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import Visit
from tests.e2e.visitor import Visitor

PHONES = "Timetables on every phone"
YEARLY = "Yearly cards for regular passengers"


def lane(page: Page, name: str) -> Locator:
    return page.locator(f".rm-lane[aria-label='{name}']")


def card(page: Page, title: str) -> Locator:
    return page.locator(".rm-card", has_text=title)


def address_of_the_roadmap(visitor: Visitor) -> str:
    page = visitor.open("/spaces/PRODUCT/")
    link = page.get_by_role("navigation", name="Workspace").get_by_role("link", name="Roadmap", exact=True).first
    return link.get_attribute("href") or ""


def test_two_plan_together(visit: Visit) -> None:
    ines, kofi = visit("Ines Marlow"), visit("Kofi Brandt")
    address = address_of_the_roadmap(ines)
    mine, theirs = ines.open(address), kofi.open(address)
    _adds_and_fills(mine, theirs)
    _drags_it_and_takes_it_back(mine, theirs)
    _carries_it_with_the_keyboard(mine, theirs)
    _both_write_the_same_title(mine, theirs)
    _takes_it_off_and_back(mine, theirs)
    ines.look("roadmap-board")
    _moves_it_in_time(mine, theirs)
    ines.look("roadmap-timeline")
    _takes_it_along(mine)
    kofi.look("roadmap-table")


def _adds_and_fills(mine: Page, theirs: Page) -> None:
    adding = lane(mine, "Next").get_by_label("Add an item to Next")
    adding.fill("Heated waiting rooms")
    adding.press("Enter")
    expect(card(theirs, "Heated waiting rooms")).to_be_visible()
    card(mine, "Heated waiting rooms").get_by_role("button", name="Heated waiting rooms", exact=True).click()
    sheet = mine.get_by_role("dialog")
    sheet.get_by_role("button", name="State: Planned").click()
    sheet.get_by_label("State").select_option("progress")
    _day(sheet, "Start", "2027-02-01")
    _day(sheet, "End", "2027-01-01")
    expect(sheet.get_by_role("alert")).to_contain_text("It would end before it starts")
    sheet.get_by_label("End", exact=True).fill("2027-03-01")
    sheet.get_by_label("End", exact=True).press("Enter")
    expect(sheet.get_by_role("button", name="End: 1 Mar 2027")).to_be_visible()
    search = sheet.get_by_role("combobox", name="Link a decision or a page")
    search.fill("phones keep")
    sheet.get_by_role("option", name=re.compile("How should phones keep")).click()
    expect(sheet.get_by_role("link", name=re.compile("How should phones keep"))).to_contain_text("Decided")
    sheet.get_by_role("button", name="Close").click()
    seen = card(theirs, "Heated waiting rooms")
    for words in ("In progress", "1 Feb – 1 Mar 2027", "D-1"):
        expect(seen).to_contain_text(words)


def _day(sheet: Locator, name: str, day: str) -> None:
    sheet.get_by_role("button", name=f"{name}:").press("Enter")
    field = sheet.get_by_label(name, exact=True)
    field.press("0")  # typed, not out of the calendar
    field.fill(day)
    field.press("Enter")


def _drags_it_and_takes_it_back(mine: Page, theirs: Page) -> None:
    held = card(mine, YEARLY)
    held.hover()
    mine.mouse.down()
    target = lane(mine, "Now").locator(".rm-card").first.bounding_box()
    assert target
    mine.mouse.move(target["x"] + 40, target["y"] + 20, steps=8)
    expect(lane(mine, "Now").locator(".rm-card").first).to_contain_text(YEARLY)
    mine.mouse.up()
    expect(lane(theirs, "Now").locator(".rm-card").first).to_contain_text(YEARLY)
    mine.get_by_role("button", name="Undo").click()
    expect(lane(theirs, "Next").locator(".rm-card").first).to_contain_text(YEARLY)
    expect(lane(mine, "Next").locator(".rm-card").first).to_contain_text(YEARLY)


def _carries_it_with_the_keyboard(mine: Page, theirs: Page) -> None:
    grip = mine.get_by_role("button", name=f"Move {YEARLY}")
    said = mine.locator("[data-said]")
    grip.focus()
    mine.keyboard.press("Space")
    expect(said).to_have_text(f"Picked up {YEARLY}. It is number 1 of 4 in Next.")
    mine.keyboard.press("ArrowRight")
    expect(said).to_have_text("Later, number 1 of 4.")
    mine.keyboard.press("ArrowDown")
    expect(said).to_have_text("Later, number 2 of 4.")
    mine.keyboard.press("Space")
    expect(said).to_have_text(f"{YEARLY} now stands in Later, number 2 of 4.")
    expect(lane(theirs, "Later").locator(".rm-card").nth(1)).to_contain_text(YEARLY)
    expect(grip).to_be_focused()


def _both_write_the_same_title(mine: Page, theirs: Page) -> None:
    card(mine, "Single tickets").get_by_role("button", name="Single tickets", exact=True).click()
    sheet = mine.get_by_role("dialog")
    sheet.get_by_role("button", name="Single tickets", exact=True).click()
    sheet.get_by_label("Title").fill("Single tickets on board")
    theirs.goto(f"{theirs.url.split('?')[0].split('#')[0]}?view=table")
    row = theirs.get_by_role("row", name=re.compile("Single tickets"))
    row.get_by_role("button", name="Single tickets", exact=True).click()
    theirs.get_by_label("Title", exact=True).fill("Tickets for one crossing")
    theirs.get_by_label("Title", exact=True).press("Enter")
    expect(card(mine, "Tickets for one crossing")).to_be_attached()
    sheet.get_by_label("Title").press("Enter")
    told = sheet.get_by_role("alert")
    expect(told).to_contain_text("Kofi Brandt changed this while you were writing")
    expect(told.get_by_role("blockquote")).to_have_text("Tickets for one crossing")
    expect(sheet.get_by_label("Title")).to_have_value("Single tickets on board")
    told.get_by_role("button", name="Keep mine").click()
    expect(sheet.get_by_role("button", name="Single tickets on board")).to_be_visible()
    expect(theirs.get_by_role("row", name=re.compile("Single tickets on board"))).to_be_visible()


def _takes_it_off_and_back(mine: Page, theirs: Page) -> None:
    mine.get_by_role("dialog").get_by_role("button", name="Take off the roadmap").click()
    expect(theirs.get_by_role("row", name=re.compile("Single tickets on board"))).to_have_count(0)
    mine.locator(".toast", has_text="Taken off the roadmap").get_by_role("button", name="Undo").click()
    expect(theirs.get_by_role("row", name=re.compile("Single tickets on board"))).to_be_visible()


def _moves_it_in_time(mine: Page, theirs: Page) -> None:
    mine.get_by_role("link", name="Timeline").click()
    bar = mine.locator("[data-bar]", has_text="Heated waiting rooms")
    bar.focus()
    mine.keyboard.press("Space")
    mine.keyboard.press("ArrowRight")
    mine.keyboard.press("Shift+ArrowRight")
    expect(mine.locator("[data-said]")).to_have_text("Heated waiting rooms: 2027-02-08 to 2027-03-15")
    mine.keyboard.press("Space")
    row = theirs.get_by_role("row", name=re.compile("Heated waiting rooms"))
    expect(row.get_by_role("button", name="End: 15 Mar 2027")).to_be_visible()
    expect(row.get_by_role("button", name="Start: 8 Feb 2027")).to_be_visible()


def _takes_it_along(mine: Page) -> None:
    files = {}
    for name in ("As a table (CSV)", "As a picture (PNG)"):
        mine.get_by_role("button", name="Export").click()
        with mine.expect_download() as waiting:
            mine.get_by_role("menuitem", name=name).click()
        files[name] = waiting.value.path().read_bytes()
    rows = list(csv.DictReader(StringIO(files["As a table (CSV)"].decode("utf-8-sig"))))
    assert {"Heated waiting rooms", "Single tickets on board", YEARLY} <= {row["Title"] for row in rows}
    assert Image.open(BytesIO(files["As a picture (PNG)"])).width > 800
