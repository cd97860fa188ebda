"""Hands that are fast: keys land where the one before left the caret, Edit does not load the page anew."""

import re

from playwright.sync_api import expect

from tests.e2e.conftest import Visit
from tests.e2e.writing import Writer

LINES = 30
CARET_IS_IN_SIGHT = """() => {
    const editor = document.querySelector('cairn-editor').editor;
    const caret = editor.view.coordsAtPos(editor.state.selection.head);
    const bar = document.querySelector('[role="toolbar"]').getBoundingClientRect();
    return editor.state.selection.head === 1 && caret.top >= bar.bottom && caret.bottom <= innerHeight;
}"""
PARAGRAPHS = "() => [...document.querySelectorAll('.ed-text p')].map((one) => one.textContent)"


def test_every_key_after_enter_lands_in_its_line(visit: Visit) -> None:
    mira = visit("Mira Castellan")
    page = mira.open("/pages/new/?space=PRODUCT")
    writer = Writer(mira)
    writer.goes_to_the_end()
    lines = [f"She comes {number}" for number in range(LINES)]
    writer.types("\n".join(lines))
    assert page.evaluate(PARAGRAPHS) == lines
    writer.presses("Control+Home")
    page.wait_for_function(CARET_IS_IN_SIGHT)


def test_edit_opens_in_place_and_back_leads_to_the_page(visit: Visit) -> None:
    mira = visit("Mira Castellan")
    page = mira.open("/spaces/PRODUCT/")
    page.get_by_role("link", name="What phones do at sea").first.click()
    body = page.locator("#page-body")
    expect(body).to_be_visible()
    page.evaluate("() => { window.isTheSame = true }")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.url.endswith("/edit/") else None)
    page.get_by_role("link", name="Edit", exact=True).click()
    writer = Writer(mira)
    assert page.evaluate("() => window.isTheSame"), "the page was loaded anew"
    assert len(asked) == 1, "asked for when the pointer came, and again when it pressed"
    expect(page).to_have_title(re.compile("Editing What phones do at sea"))
    writer.begins_a_new_line()
    writer.types("Written in place.")
    writer.is_told("Saved")
    page.go_back()
    expect(body).to_be_visible()
    expect(body).not_to_contain_text("Written in place.")
    page.go_forward()
    Writer(mira)
    expect(page.locator("cairn-editor")).to_contain_text("Written in place.")
