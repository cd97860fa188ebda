"""A feedback round and "please read": the author and two reviewers, each in a browser of their own."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Visit
from tests.e2e.visitor import Visitor
from tests.e2e.writing import open_editor

TITLE = "Taking payments: what hurts"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "color_scheme": "dark"}


def test_a_round_from_asking_to_the_summary(visit: Visit) -> None:
    teo, mira = visit("Teo Halvorsen"), visit("Mira Castellan")
    address = _find(teo)
    mira.open(address)
    mira.page.wait_for_load_state("networkidle")
    _ask(teo)
    _comment_and_be_done(mira)
    kofi = visit("Kofi Brandt", **PHONE)
    _nudge(teo)
    _done_without_comments(kofi, address)
    _close(teo)
    _the_summary_stays(mira, kofi, address)


def test_please_read_and_again_what_changed(visit: Visit) -> None:
    teo, mira = visit("Teo Halvorsen"), visit("Mira Castellan")
    address = _find(teo)
    _from_the_menu(teo.page, "Ask to read")
    dialog = teo.page.get_by_role("dialog", name="Ask to read")
    _name(teo.page, "Who should read it", "Mira Castellan")
    with teo.page.expect_navigation():
        dialog.get_by_role("button", name="Ask to read").click()
    expect(teo.page.get_by_text("0 of 1 have read version")).to_be_visible()
    mira.open(address)
    mira.page.get_by_role("button", name="I have read this").click()
    expect(mira.page.get_by_text("You have read version")).to_be_visible()
    expect(teo.page.get_by_text("1 of 1 have read version")).to_be_visible()  # by itself
    _publish_what_matters(teo, address)
    mira.page.reload()
    mira.reload_until_seen(mira.page.get_by_role("heading", name="Please read what has changed"))
    mira.look("please-read-again")
    mira.page.get_by_role("link", name="What changed").click()
    expect(mira.page.locator("ins", has_text="We sell no single tickets.")).to_be_visible()
    teo.open(address).get_by_role("link", name="Who has read it").click()
    expect(teo.page.get_by_role("button", name="Remind the one who has not")).to_be_visible()
    teo.look("who-has-read")


def _find(visitor: Visitor) -> str:
    visitor.page.get_by_role("navigation", name="Workspace").get_by_role("link", name="Product").click()
    visitor.page.get_by_role("main").get_by_role("link", name=TITLE).first.click()
    expect(visitor.page.get_by_role("heading", level=1, name=TITLE)).to_be_visible()
    visitor.page.wait_for_load_state("networkidle")
    return re.sub(r"^https?://[^/]+", "", visitor.page.url)


def _from_the_menu(page: Page, entry: str) -> None:
    page.get_by_role("button", name="More for this page").click()
    page.get_by_role("menuitem", name=entry).click()


def _name(page: Page, label: str, *people: str) -> None:
    box = page.get_by_role("combobox", name=label)
    expect(box).to_be_focused()
    for person in people:
        box.fill(person)
        page.get_by_role("option", name=person).click()
        expect(page.get_by_role("button", name=f"Remove {person}")).to_be_visible()
    box.press("Tab")
    expect(box).to_have_attribute("aria-expanded", "false")


def _ask(author: Visitor) -> None:
    page = author.page
    _from_the_menu(page, "Ask for feedback")
    dialog = page.get_by_role("dialog", name="Ask for feedback")
    _name(page, "Reviewers", "Mira Castellan", "Kofi Brandt")
    dialog.get_by_text("10 % · Direction").click()
    dialog.get_by_label("Focus question").fill("Is the scope right?")
    author.look("ask-for-feedback")
    with page.expect_navigation():
        dialog.get_by_role("button", name="Ask for feedback").click()
    expect(page.get_by_text("0 of 2 have answered")).to_be_visible()


def _comment_and_be_done(reviewer: Visitor) -> None:
    """The banner comes by itself to whoever has the page open."""
    page = reviewer.page
    expect(page.get_by_text("Teo Halvorsen asks for your feedback")).to_be_visible()
    expect(page.locator("[data-maturity='10']").first).to_be_visible()
    page.keyboard.press("c")
    composer = page.get_by_label("Your comment")
    expect(composer).to_be_focused()
    composer.fill("Who pays for refunds?")
    page.locator("[data-composer]").get_by_role("button", name="Comment").click()
    done = page.get_by_role("button", name="Done, 1 comment")
    expect(done).to_be_visible()
    reviewer.look("asked-for-feedback")
    done.click()
    expect(page.get_by_text("You are done, with 1 comment")).to_be_visible()


def _nudge(author: Visitor) -> None:
    page = author.page
    expect(page.get_by_text("1 of 2 have answered")).to_be_visible()
    page.get_by_role("button", name="Nudge Kofi Brandt").click()
    expect(page.get_by_text("Nudged. Again possible")).to_be_visible()
    author.look("round-of-the-author")


def _done_without_comments(reviewer: Visitor, address: str) -> None:
    page = reviewer.open("/")
    page.get_by_role("link", name="Is the scope right?").click()
    page.get_by_role("button", name="Done, no comments").tap()
    expect(page.get_by_text("You are done, without comments")).to_be_visible()
    reviewer.look("round-on-a-phone")


def _close(author: Visitor) -> None:
    page = author.page
    expect(page.get_by_text("2 of 2 have answered")).to_be_visible()
    page.get_by_role("link", name="Who and until when").click()
    expect(page.get_by_text("Done, 1 comment")).to_be_visible()
    author.look("round")
    page.get_by_role("main").get_by_role("link", name="Close the round").click()
    row = page.get_by_role("group", name="Comment by Mira Castellan")
    expect(row).to_be_focused()
    page.keyboard.press("t")
    expect(row.get_by_label("Taken", exact=True)).to_be_checked()
    line = row.get_by_role("textbox")
    expect(line).to_be_focused()
    line.fill("The operator does; the page says so now.")
    page.keyboard.press("Enter")
    expect(page.get_by_label("A word to all")).to_be_focused()
    author.look("closing")
    with page.expect_navigation():
        page.get_by_role("button", name="Close the round").click()
    expect(page.get_by_text("1 taken, 0 not taken.")).to_be_visible()
    author.look("round-closed")


def _the_summary_stays(mira: Visitor, kofi: Visitor, address: str) -> None:
    expect(mira.page.locator("#feedback .ask")).to_have_count(0)  # by itself
    kofi.open("/inbox/")
    kofi.reload_until_seen(kofi.page.get_by_text("closed the feedback round"))
    page = mira.open(address)
    page.get_by_role("link", name="1 closed feedback round").click()
    expect(page.get_by_text("The operator does; the page says so now.")).to_be_visible()
    mira.look("feedback-history")


def _publish_what_matters(author: Visitor, address: str) -> None:
    writer = open_editor(author, address)
    writer.begins_a_new_line()
    writer.types("We sell no single tickets.")
    writer.is_told("Saved")
    page = writer.page
    page.get_by_role("button", name="Publish").click()
    dialog = page.get_by_role("dialog", name="Publish")
    dialog.get_by_label(re.compile("^What changed")).fill("No single tickets")
    dialog.get_by_text("Changes what was agreed", exact=True).click()
    with page.expect_navigation():
        dialog.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_role("heading", level=1, name=TITLE)).to_be_visible()
