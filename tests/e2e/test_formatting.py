"""Writing and shaping a page with the keyboard alone, and what a link to one of its blocks shows."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Visit
from tests.e2e.writing import Writer

WAY = "alongside at the north pier"


def test_a_page_is_shaped_by_keyboard_alone(visit: Visit) -> None:
    mira = visit("Mira Castellan")
    mira.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = mira.open("/pages/new/?space=PRODUCT")
    writer = Writer(mira)
    writer.titles_it("How the evening boat lands")
    writer.goes_to_the_end()
    _she_writes_with_marks(writer)
    _she_moves_and_copies_blocks(writer)
    _the_sheet_says_how(writer)
    _she_writes_code(writer)
    link = _she_copies_a_link(writer)
    mira.look("formatting-editor")
    _she_leaves_by_keyboard_and_publishes(writer)

    page.goto(link)
    expect(page.locator("p:target")).to_contain_text(WAY)
    body = page.locator("#page-body")
    expect(body.get_by_role("heading", level=2, name="Landing")).to_be_visible()
    expect(body.locator("p[data-indent='1'] .text-background[data-hue='yellow']")).to_have_text("slowly")
    expect(body.locator(".panel-warning")).to_contain_text("Not in a westerly")
    expect(body.locator("pre .tok-keyword").first).to_have_text("def")
    _she_copies_the_code(page)
    mira.look("formatting-read")


def _she_writes_with_marks(writer: Writer) -> None:
    writer.types("## Landing\nShe comes ")
    writer.presses("Control+b")
    writer.types(WAY)
    writer.presses("Control+b")
    writer.types(", ")
    writer.presses("Alt+Shift+h")
    writer.types("slowly")
    writer.presses("Alt+Shift+h", "Tab")
    text = writer.surface
    expect(text.locator("strong")).to_have_text(WAY)
    expect(text.locator("p[data-indent='1'] .text-background")).to_have_text("slowly")
    writer.presses("Control+Shift+e")
    expect(text.locator("p[data-align='center']")).to_contain_text(WAY)
    writer.presses("Tab")
    expect(text.locator("p[data-indent='1']")).to_contain_text(WAY)


def _she_moves_and_copies_blocks(writer: Writer) -> None:
    writer.presses("Enter", "Shift+Tab")
    writer.inserts("warn", "Warning panel")
    writer.types("Not in a westerly")
    writer.goes_to_the_end()
    writer.types("- fenders\nlines\n\n")
    blocks = writer.surface.locator("ul > li")
    expect(blocks).to_have_text(["fenders", "lines"])
    writer.presses("ArrowUp", "Alt+Shift+ArrowUp")  # from the empty line below
    expect(blocks).to_have_text(["lines", "fenders"])
    writer.presses("Control+d")
    expect(blocks).to_have_text(["lines", "lines", "fenders"])
    writer.presses("Control+z")
    expect(blocks).to_have_text(["lines", "fenders"])
    _chooses(writer, "Turn into")
    offered = writer.page.get_by_role("listbox", name="Turn into")
    expect(offered.get_by_role("option", selected=True)).to_have_text(re.compile("Bulleted list"))
    writer.presses("ArrowDown", "Enter")
    expect(writer.surface.locator("ol > li")).to_have_text(["lines", "fenders"])


def _chooses(writer: Writer, what: str) -> None:
    """From the menu of the block that holds the caret."""
    writer.presses("Alt+Enter")
    menu = writer.page.get_by_role("listbox", name="This block")
    expect(menu).to_be_focused()
    for _step in range(8):
        if what in menu.get_by_role("option", selected=True).inner_text():
            break
        writer.presses("ArrowDown")
    expect(menu.get_by_role("option", selected=True)).to_contain_text(what)
    writer.presses("Enter")


def _the_sheet_says_how(writer: Writer) -> None:
    writer.presses("Control+/")
    sheet = writer.page.get_by_role("dialog", name="Writing with the keyboard")
    expect(sheet.get_by_text("Move the block up")).to_be_visible()
    writer.presses("Escape")
    expect(sheet).to_have_count(0)
    expect(writer.surface).to_be_focused()


def _she_writes_code(writer: Writer) -> None:
    writer.goes_to_the_end()
    writer.presses("Enter")
    writer.types("```py ")
    writer.types("def land(boat):\nreturn boat")
    code = writer.surface.locator(".code-block")
    expect(code.get_by_role("button", name="Language of this code: Python")).to_be_visible()
    expect(code.locator(".tok-keyword").first).to_have_text("def")


def _she_copies_a_link(writer: Writer) -> str:
    writer.presses("Control+Home", "ArrowDown")
    _chooses(writer, "Copy link to block")
    expect(writer.page.get_by_role("status").filter(has_text="Link copied").first).to_be_visible()
    return str(writer.page.evaluate("navigator.clipboard.readText()"))


def _she_leaves_by_keyboard_and_publishes(writer: Writer) -> None:
    writer.is_told("Saved")
    writer.surface.focus()
    writer.presses("Escape", "Tab")
    expect(writer.surface).not_to_be_focused()
    writer.page.get_by_role("button", name="Publish").focus()
    writer.presses("Enter")
    dialog = writer.page.get_by_role("dialog", name="Publish")
    with writer.page.expect_navigation(url=re.compile(r"/pages/\d+/$")):
        dialog.get_by_role("button", name="Publish", exact=True).press("Enter")


def _she_copies_the_code(page: Page) -> None:
    page.locator("pre.code-block").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "def land(boat):\nreturn boat"
