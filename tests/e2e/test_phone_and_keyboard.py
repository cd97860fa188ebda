"""Journey 6: with one hand on a phone, in the dark, and without a mouse."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Visit
from tests.e2e.visitor import Visitor
from tests.e2e.writing import Writer

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESK = {"viewport": {"width": 1440, "height": 900}}
PAYMENTS = "How do we start taking payments?"
PHONES = "What phones do at sea"
SCREENS = {
    "home": "/",
    "inbox": "/inbox/",
    "spaces": "/spaces/",
    "space": "/spaces/PRODUCT/",
    "log": "/spaces/PRODUCT/decisions/",
    "search": "/search/?q=timetable",
    "people": "/people/",
    "profile": "/people/me/profile/",
    "gallery": "/gallery/",
    "new-decision": "/decisions/new/",
    "settings": "/settings/",
}
FOCUS_IS_VISIBLE = """() => {
    const style = getComputedStyle(document.activeElement);
    const around = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    const line = getComputedStyle(document.activeElement, "::after");  // the sidebar's edge shows itself so
    const drawn = line.content !== "none" && line.opacity === "1" && line.backgroundColor !== "rgba(0, 0, 0, 0)";
    return document.activeElement === document.body || around || drawn || style.boxShadow !== "none";
}"""


def test_on_a_phone_she_reads_comments_and_takes_a_position(visit: Visit) -> None:
    kofi = visit("Kofi Brandt", **PHONE)
    page = kofi.page
    kofi.fits_the_screen()
    kofi.look("phone-home")
    _the_sidebar_leads_to_a_page(kofi)
    _she_comments_from_the_sheet(kofi)

    kofi.open("/")
    page.get_by_role("link", name=PAYMENTS).first.tap()
    expect(page.get_by_role("heading", level=1, name=PAYMENTS)).to_be_visible()
    kofi.fits_the_screen()
    kofi.look("phone-decision")
    page.get_by_text("Go ahead").tap()
    page.get_by_label(re.compile("^Why")).fill("Yearly cards. We can start before the summer.")
    page.get_by_role("button", name="Take this position").tap()
    expect(page.get_by_role("button", name="Change my position")).to_be_visible()
    positions = page.get_by_role("region", name="Positions").get_by_role("listitem").filter(has_text="Kofi Brandt")
    expect(positions.get_by_text("Yearly cards. We can start before the summer.")).to_be_visible()
    kofi.look("phone-position-taken")


@pytest.mark.parametrize("shape", ["phone-dark", "desk-dark", "phone-light"])
def test_every_screen_fits_and_reads_well(visit: Visit, shape: str) -> None:
    size = PHONE if shape.startswith("phone") else DESK
    ines = visit("Ines Marlow", color_scheme=shape.split("-")[1], **size)
    for name, address in SCREENS.items():
        answer = ines.page.goto(address)
        assert answer and answer.status == 200
        expect(ines.page.get_by_role("heading", level=1)).to_be_visible()
        ines.fits_the_screen()
        ines.look(f"{shape}-{name}")
    for title in (PHONES, PAYMENTS):
        _open_by_search(ines, title)
        ines.fits_the_screen()
        ines.look(f"{shape}-{'page' if title == PHONES else 'decision'}")
    _open_by_search(ines, PHONES)
    ines.page.get_by_role("link", name="Edit", exact=True).click()
    Writer(ines).is_told("Saved")
    ines.fits_the_screen()
    ines.look(f"{shape}-editor")


def test_everything_is_reached_without_a_mouse(visit: Visit) -> None:
    ines = visit("Ines Marlow", **DESK)
    page = ines.page
    _skips_to_the_page(page)
    _focus_is_always_seen(page)
    _open_by_search(ines, PHONES)  # the sample is searchable some seconds after the first start
    page.goto("/")
    _the_palette_finds_a_page(page)
    ines.look("page-by-keyboard")
    _letters_do_what_clicks_do(ines)
    ines.look("keyboard-inbox")


def _the_sidebar_leads_to_a_page(visitor: Visitor) -> None:
    page = visitor.page
    sidebar = page.get_by_role("navigation", name="Workspace")
    expect(sidebar).to_be_hidden()
    page.get_by_role("navigation", name="Quick ways").get_by_role("button", name="Pages").tap()
    expect(sidebar).to_be_visible()
    visitor.look("phone-sidebar")
    sidebar.get_by_role("link", name="Product").tap()
    expect(page.get_by_role("heading", level=1, name="Product")).to_be_visible()
    expect(sidebar).to_be_hidden()
    page.get_by_role("navigation", name="Quick ways").get_by_role("button", name="Pages").tap()
    sidebar.locator("[data-tree]").get_by_role("link", name=PHONES, exact=True).tap()
    expect(page.get_by_role("heading", level=1, name=PHONES)).to_be_visible()
    visitor.fits_the_screen()
    visitor.look("phone-page")


def _she_comments_from_the_sheet(visitor: Visitor) -> None:
    page = visitor.page
    page.get_by_role("button", name="Open what belongs to this page").tap()
    rail = page.get_by_role("complementary", name="Beside this page")
    rail.get_by_role("button", name="Comment", exact=True).first.tap()
    rail.get_by_label("Your comment").fill("My phone says nothing at all out there.")
    rail.locator("[data-composer]").get_by_role("button", name="Comment").tap()
    expect(rail.get_by_role("article").get_by_text("My phone says nothing at all out there.")).to_be_visible()
    visitor.look("phone-comment")
    rail.get_by_role("button", name="Close").first.tap()
    expect(rail).to_be_hidden()


def _open_by_search(visitor: Visitor, title: str) -> None:
    visitor.open(f"/search/?q={title.replace(' ', '+')}")
    hit = visitor.page.locator(".search-result").get_by_role("link", name=title)
    visitor.reload_until_seen(hit)
    hit.click()
    expect(visitor.page.get_by_role("heading", level=1, name=title)).to_be_visible()


def _skips_to_the_page(page: Page) -> None:
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the page")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def _focus_is_always_seen(page: Page) -> None:
    page.goto("/")
    for _step in range(25):
        page.keyboard.press("Tab")
        page.wait_for_function(FOCUS_IS_VISIBLE)


def _the_palette_finds_a_page(page: Page) -> None:
    page.keyboard.press("Control+K")
    palette = page.get_by_role("dialog", name="Find anything")
    expect(palette.get_by_role("combobox", name="Find")).to_be_focused()
    page.keyboard.press("Escape")
    expect(palette).to_be_hidden()
    page.keyboard.press("Control+K")
    expect(palette.get_by_role("combobox", name="Find")).to_be_focused()
    page.keyboard.type("phones at se")
    expect(palette.get_by_role("option").first).to_contain_text(PHONES)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name=PHONES)).to_be_visible()


def _letters_do_what_clicks_do(visitor: Visitor) -> None:
    page = visitor.page
    page.keyboard.press("?")
    sheet = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(sheet).to_be_visible()
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    watch = page.get_by_role("button", name=re.compile("^Watch"))
    before = watch.get_attribute("aria-pressed")
    page.keyboard.press("m")
    expect(watch).to_have_attribute("aria-pressed", "false" if before == "true" else "true")
    page.keyboard.press("c")
    composer = page.get_by_label("Your comment")
    expect(composer).to_be_focused()
    page.keyboard.press("Escape")
    expect(composer).to_be_hidden()
    with page.expect_navigation(url=re.compile(r"/edit/$")):
        page.keyboard.press("e")
    writer = Writer(visitor)
    writer.goes_to_the_end()
    writer.types(" Nobody asked the gulls.")
    writer.is_told("Saved")
    with page.expect_navigation(url=re.compile(r"/pages/\d+/$")):
        page.get_by_role("link", name="Close").press("Enter")
    expect(page.get_by_role("heading", level=1, name=PHONES)).to_be_visible()
    page.keyboard.press("g")
    page.keyboard.press("i")
    expect(page.get_by_role("heading", level=1, name="Inbox")).to_be_visible()
