"""A page changes while others read and write it: they are told, see what changed, and nothing is lost on the way back."""

import re

from playwright.sync_api import expect

from cairn.core.clock import now
from tests.e2e.conftest import Visit
from tests.e2e.visitor import Visitor
from tests.e2e.writing import Writer, open_editor

TITLE = "What Tern is, and for whom"


def test_what_changed_and_the_way_back(visit: Visit) -> None:
    mira, yuna = visit("Mira Castellan"), visit("Yuna Sato-Reid")
    address = _find(mira)
    yuna.open(address)
    expect(yuna.page.locator("article[data-visit]")).to_be_visible()
    yuna.page.wait_for_load_state("networkidle")

    hers = open_editor(mira, address)
    hers.begins_a_new_line()
    hers.types("We leave the harbour in March.")
    _publish(hers, "The season begins", "Changes what was agreed")

    _she_is_told_and_compares(yuna)
    _on_a_phone_it_reads_in_the_text(visit, yuna.page.url)
    _old_words_come_back_beside_an_open_editor(mira, open_editor(yuna, address), address)
    _a_live_page_changes_before_the_readers_eyes(mira, yuna, address)
    _a_plan_stands_on_the_page(mira, address)


def _find(visitor: Visitor) -> str:
    visitor.page.get_by_role("navigation", name="Workspace").get_by_role("link", name="Product").click()
    visitor.page.get_by_role("main").get_by_role("link", name=TITLE).first.click()
    expect(visitor.page.get_by_role("heading", level=1, name=TITLE)).to_be_visible()
    return re.sub(r"^https?://[^/]+", "", visitor.page.url)


def _publish(writer: Writer, message: str, weight: str = "A change") -> None:
    page = writer.page
    writer.is_told("Saved")
    page.get_by_role("button", name="Publish").click()
    dialog = page.get_by_role("dialog", name="Publish")
    dialog.get_by_label(re.compile("^What changed")).fill(message)
    dialog.get_by_text(weight, exact=True).click()
    writer.visitor.look("publish")
    with page.expect_navigation():
        dialog.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_role("heading", level=1, name=TITLE)).to_be_visible()


def _she_is_told_and_compares(reader: Visitor) -> None:
    page = reader.page
    expect(page.get_by_text("was published while you read")).to_be_visible()
    reader.look("newer-version")
    page.get_by_role("link", name="See what changed").click()
    expect(page.locator("ins", has_text="We leave the harbour in March.")).to_be_visible()
    page.keyboard.press("j")
    expect(page.locator("#change-1")).to_be_focused()
    reader.look("comparison")
    page.get_by_role("link", name="Side by side").click()
    expect(page.locator(".diff-new ins", has_text="We leave the harbour in March.")).to_be_visible()


def _on_a_phone_it_reads_in_the_text(visit: Visit, address: str) -> None:
    phone = visit("Teo Halvorsen", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    phone.open(re.sub(r"^https?://[^/]+", "", address))
    phone.page.wait_for_url(lambda url: "view=side" not in url)
    expect(phone.page.locator(".diff-change ins").first).to_be_visible()
    phone.fits_the_screen()
    phone.look("comparison-phone")


def _old_words_come_back_beside_an_open_editor(visitor: Visitor, other: Writer, address: str) -> None:
    other.goes_to_the_end()
    other.presses("Enter")
    other.types("A thought of Yuna in the making")
    other.is_told("Saved")
    page = visitor.open(f"{address}versions/")
    visitor.look("history")
    page.get_by_role("link", name="Version 1", exact=True).click()
    page.get_by_role("button", name="Bring it back").click()
    expect(page.get_by_text("There are unpublished changes")).to_be_visible()
    expect(page.locator("#page-body")).not_to_contain_text("We leave the harbour in March.")
    expect(other.surface).not_to_contain_text("We leave the harbour in March.")
    expect(other.surface).to_contain_text("A thought of Yuna in the making")
    page.goto(f"{address}drafts/")
    expect(page.get_by_text("kept before something was brought back")).to_be_visible()


def _a_live_page_changes_before_the_readers_eyes(visitor: Visitor, reader: Visitor, address: str) -> None:
    page = visitor.open(address)
    page.get_by_role("button", name="More for this page").click()
    page.get_by_role("menuitem", name="Make it a live page").click()
    expect(page.get_by_text("Live page: publishes itself")).to_be_visible()
    reader.open(address)
    expect(reader.page.get_by_text("Live page: publishes itself")).to_be_visible()
    reader.page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Publish", exact=True).click()
    with page.expect_navigation():
        page.get_by_role("dialog", name="Publish").get_by_role("button", name="Publish", exact=True).click()
    expect(reader.page.locator("#page-body")).to_contain_text("A thought of Yuna in the making")


def _a_plan_stands_on_the_page(visitor: Visitor, address: str) -> None:
    writer = open_editor(visitor, address)
    writer.page.get_by_role("button", name="Publish").click()
    dialog = writer.page.get_by_role("dialog", name="Publish")
    dialog.get_by_text("Publish later").click()
    dialog.get_by_label("When").fill(f"{now().year + 2}-05-04T09:00")
    dialog.get_by_role("button", name="Plan it").click()
    expect(writer.page.get_by_text("has planned to publish this page on")).to_be_visible()
    writer.page.get_by_role("button", name="Call it off").click()
    expect(writer.page.get_by_text("has planned to publish this page on")).to_have_count(0)
