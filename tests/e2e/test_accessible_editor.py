"""The editor for somebody who hears it or sees other colours than ours: with the keyboard alone, in forced colours, zoomed."""

import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import Visit
from tests.e2e.writing import Writer, open_editor

CONTRASTING: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}, "forced_colors": "active"}
ZOOMED: dict[str, Any] = {"viewport": {"width": 320, "height": 512}, "device_scale_factor": 2}
TOLD = "[...document.querySelectorAll('[role=status]')].map((one) => one.textContent.trim()).join(' · ')"
# What the system draws in its own colours: a line around what floats, a ground for what is chosen.
IS_OUTLINED = "(one) => parseFloat(getComputedStyle(one).borderTopWidth) > 0"
STANDS_OUT = "(one) => getComputedStyle(one).backgroundColor !== getComputedStyle(document.body).backgroundColor"
HAS_A_RING = (
    "(one) => getComputedStyle(one).outlineStyle !== 'none' && parseFloat(getComputedStyle(one).outlineWidth) > 1"
)


def test_the_editor_is_heard_seen_and_reached(visit: Visit) -> None:
    mira = visit("Mira Castellan", **CONTRASTING)
    page = mira.open("/pages/new/?space=PRODUCT")
    writer = Writer(mira)
    address = page.url.removesuffix("edit/").removeprefix(mira.address)
    writer.goes_to_the_end()
    _menus_of_the_text_are_heard(writer)
    _what_is_inserted_has_a_name(writer)
    _menus_of_a_block_give_the_focus_back(writer)
    _the_bar_is_one_stop(writer)
    _dialogs_give_the_focus_back(writer)
    _others_are_told_of(visit, writer, address)
    _trouble_is_told_of(writer)
    _it_fits_when_zoomed(visit, address)


def _chosen(writer: Writer, menu: Locator, owner: Locator) -> Locator:
    """The option that a screen reader reads: the one that what has the focus points at."""
    expect(owner).to_have_attribute("aria-activedescendant", re.compile("."))
    chosen = writer.page.locator(f"#{owner.get_attribute('aria-activedescendant')}")
    expect(chosen).to_have_attribute("aria-selected", "true")
    expect(menu.get_by_role("option", selected=True)).to_have_count(1)
    assert chosen.evaluate(STANDS_OUT)
    return chosen


def _is_said(page: Page, words: str) -> None:
    page.wait_for_function(f"words => new RegExp(words).test({TOLD})", arg=words)


def _menus_of_the_text_are_heard(writer: Writer) -> None:
    page, text = writer.page, writer.surface
    for typed, name in (("/head", "Insert"), ("@", "Mention a person"), (":smi", "Emoji")):
        writer.types(typed)
        menu = page.get_by_role("listbox", name=name)
        expect(menu.get_by_role("option").nth(1)).to_be_visible()
        _is_said(page, r"\d+ choices")
        first = _chosen(writer, menu, text).inner_text()
        writer.presses("ArrowDown")
        assert _chosen(writer, menu, text).inner_text() != first
        expect(text).to_be_focused()
        assert menu.evaluate(IS_OUTLINED) or menu.locator("xpath=..").evaluate(IS_OUTLINED)
        writer.presses("Escape")
        expect(menu).to_have_count(0)
        expect(text).not_to_have_attribute("aria-activedescendant", re.compile("."))
        for _letter in typed:
            writer.presses("Backspace")


def _what_is_inserted_has_a_name(writer: Writer) -> None:
    page = writer.page
    writer.inserts("warn", "Warning panel")
    writer.types("Mind the gap")
    expect(page.get_by_role("button", name=re.compile("^Warning"))).to_be_visible()
    writer.goes_to_the_end()
    writer.inserts("2x2", "Table of 2 rows and 2 columns")
    writer.types("Day")
    expect(writer.surface.get_by_role("columnheader", name="Day")).to_be_visible()


def _menus_of_a_block_give_the_focus_back(writer: Writer) -> None:
    for keys, name in (("Alt+Enter", "This block"), ("Alt+ArrowDown", "Table")):
        writer.presses(keys)
        menu = writer.page.get_by_role("listbox", name=name)
        expect(menu).to_be_focused()
        _chosen(writer, menu, menu)
        writer.presses("Escape")
        expect(menu).to_have_count(0)
        expect(writer.surface).to_be_focused()


def _the_bar_is_one_stop(writer: Writer) -> None:
    bar = writer.page.get_by_role("toolbar", name="Formatting")
    writer.presses("Escape", "Shift+Tab")
    first = bar.get_by_role("button", name="Insert a block")
    expect(first).to_be_focused()
    assert first.evaluate(HAS_A_RING)
    writer.presses("ArrowRight", "ArrowRight")
    bold = bar.get_by_role("button", name="Bold")
    expect(bold).to_be_focused()
    assert bar.locator("button[tabindex='0']").count() == 1
    writer.presses("Enter")
    expect(bold).to_have_attribute("aria-pressed", "true")
    assert bold.evaluate(STANDS_OUT)
    writer.surface.focus()
    writer.presses("Control+b")


def _dialogs_give_the_focus_back(writer: Writer) -> None:
    page = writer.page
    publish = page.get_by_role("button", name="Publish")
    publish.focus()
    writer.presses("Enter")
    dialog = page.get_by_role("dialog", name="Publish")
    expect(dialog.get_by_label(re.compile("^What changed"))).to_be_focused()
    assert dialog.evaluate(IS_OUTLINED)
    writer.presses("Escape")
    expect(publish).to_be_focused()


def _others_are_told_of(visit: Visit, writer: Writer, address: str) -> None:
    teo = visit("Teo Halvorsen")
    his = open_editor(teo, address)
    his.goes_to_the_end()
    _is_said(writer.page, "Teo Halvorsen came to edit this page")
    expect(writer.page.locator(".caret-name", has_text="Teo Halvorsen")).to_be_attached()
    teo.page.goto("/")
    _is_said(writer.page, "Teo Halvorsen left")


def _trouble_is_told_of(writer: Writer) -> None:
    writer.goes_to_the_end()
    writer.visitor.context.set_offline(True)
    writer.types("kept")
    _is_said(writer.page, "Offline. What you type is kept on this device")
    writer.visitor.context.set_offline(False)
    writer.is_told("Saved")


def _it_fits_when_zoomed(visit: Visit, address: str) -> None:
    """1280 px at 400 %: nothing scrolls sideways, and what opens stays on the screen."""
    mira = visit("Mira Castellan", **ZOOMED)
    writer = open_editor(mira, address)
    mira.fits_the_screen()
    writer.goes_to_the_end()
    writer.types("/")
    menu = writer.page.get_by_role("listbox", name="Insert")
    writer.page.wait_for_function(
        """() => {
            const box = document.querySelector("[role=listbox]").getBoundingClientRect();
            return box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight;
        }"""
    )
    writer.presses("Escape")
    expect(menu).to_have_count(0)
    mira.look("editor-zoomed")
