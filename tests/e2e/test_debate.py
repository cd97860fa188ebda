"""A debate in a page: one writes the statement, two argue and vote in two browsers, the first closes and concludes."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import Visit
from tests.e2e.visitor import Visitor
from tests.e2e.writing import Writer

STATEMENT = "The hut stays open in winter"


def test_two_argue_and_one_concludes(visit: Visit) -> None:
    mira, teo = visit("Mira Castellan"), visit("Teo Halvorsen")
    address = _the_statement(mira)
    _he_argues(teo, address)
    _she_hears_of_it_and_votes(mira)
    _what_he_types_outlives_the_end(mira, teo)
    _she_concludes(mira)
    expect(_debate(teo.page).get_by_text("It stays shut.")).to_be_visible()
    teo.open(address)
    expect(_debate(teo.page).get_by_role("button", name="Add the argument")).to_have_count(0)
    teo.look("debate-concluded")


def _debate(page: Page) -> Locator:
    return page.get_by_role("region", name=f"Debate: {STATEMENT}")


def _the_statement(mira: Visitor) -> str:
    page = mira.open("/pages/new/?space=HANDBOOK")
    expect(page).to_have_url(re.compile(r"/pages/\d+/edit/$"))
    writer = Writer(mira)
    writer.titles_it("The hut")
    writer.surface.focus()
    writer.inserts("debate", "Debate")
    field = page.get_by_role("textbox", name="Statement of the debate")
    expect(field).to_be_focused()
    writer.types(STATEMENT)
    writer.presses("Enter")
    writer.is_back_in_the_text()
    writer.publishes("What do you think?")
    expect(_debate(page).get_by_text("Nothing speaks for it yet.")).to_be_visible()
    return page.url.removeprefix(mira.address)


def _he_argues(teo: Visitor, address: str) -> None:
    page = teo.open(address)
    against = _debate(page).locator("[data-side=against]")
    against.get_by_text("Add an argument against").click()
    words = against.get_by_role("textbox", name="Argument", exact=True)
    expect(words).to_be_focused()
    words.fill("Nobody comes up in winter.")
    against.get_by_role("textbox", name=re.compile("^Sources")).fill("nowhere")
    against.get_by_role("button", name="Add the argument").click()
    expect(against.get_by_role("alert")).to_contain_text("is no link")
    expect(words).to_have_value("Nobody comes up in winter.")
    against.get_by_role("textbox", name=re.compile("^Sources")).fill("Visitors https://example.org/visitors")
    against.get_by_role("button", name="Add the argument").click()
    expect(against.get_by_role("listitem").filter(has_text="Nobody comes up in winter.")).to_be_visible()
    expect(against.get_by_role("link", name="Visitors")).to_have_attribute("rel", re.compile("noreferrer"))


def _she_hears_of_it_and_votes(mira: Visitor) -> None:
    """Without loading the page again; her vote stays hers and her hands stay on it."""
    debate = _debate(mira.page)
    vote = debate.get_by_role("button", name=re.compile("^This convinces me: 0"))
    vote.press("Enter")
    voted = debate.get_by_role("button", name="This convinces me: 1 vote")
    expect(voted).to_have_attribute("aria-pressed", "true")
    expect(voted).to_be_focused()
    expect(debate.get_by_text("1 vote against")).to_be_visible()
    mira.look("debate-open")


def _what_he_types_outlives_the_end(mira: Visitor, teo: Visitor) -> None:
    against = _debate(teo.page).locator("[data-side=against]")
    expect(against.get_by_role("button", name="This convinces me: 1 vote")).to_be_visible()
    against.get_by_text("Add an argument against").click()
    words = against.get_by_role("textbox", name="Argument", exact=True)
    words.fill("Wood is dear.")
    _debate(mira.page).get_by_role("button", name="Close the debate").click()
    mira.page.get_by_role("dialog").get_by_role("button", name="Close the debate").click()
    expect(_debate(teo.page).get_by_text("Closed", exact=True)).to_be_visible()
    expect(words).to_have_value("Wood is dear.")
    against.get_by_role("button", name="Add the argument").click()
    expect(against.get_by_role("alert")).to_contain_text("has closed meanwhile")
    expect(words).to_have_value("Wood is dear.")
    words.fill("")


def _she_concludes(mira: Visitor) -> None:
    page = mira.page
    _debate(page).get_by_role("button", name="Write the conclusion").click()
    dialog = page.get_by_role("dialog", name="What follows from the debate")
    dialog.get_by_role("radio", name="The statement does not hold").check()
    dialog.get_by_label("Conclusion").fill("It stays shut.")
    dialog.get_by_role("button", name="Record the conclusion").click()
    expect(_debate(page).get_by_text("It stays shut.")).to_be_visible()
    expect(dialog).to_have_count(0)
