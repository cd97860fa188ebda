"""A question in a space: one asks, whoever may know is asked by name and answers, the answer becomes a page."""

import re

from playwright.sync_api import expect

from tests.e2e.conftest import Visit

ASKED = "How do we decide without meetings?"


def test_asked_by_name_answered_and_kept(visit: Visit) -> None:
    mira, ines = visit("Mira Castellan"), visit("Ines Marlow")
    page = mira.open("/spaces/HANDBOOK/")
    page.get_by_role("link", name="Questions", exact=True).click()
    expect(page.get_by_role("heading", name="Questions", exact=True)).to_be_visible()
    watching = ines.open("/spaces/HANDBOOK/questions/")
    page.get_by_label("Your question, in one line").fill(ASKED)
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page).to_have_url(re.compile(r"/questions/\d+/$"))
    address = page.url.removeprefix(mira.address)
    expect(watching.get_by_role("link", name=ASKED)).to_be_visible()  # the list is live
    page.get_by_role("button", name="Ask Ines Marlow").click()
    expect(page.get_by_text("Asked by name:")).to_be_visible()
    mira.look("everyday-question")

    page = ines.open("/")
    page.get_by_role("link", name=ASKED).click()
    expect(page.get_by_role("button", name="I don’t know")).to_be_visible()
    page.get_by_label("Your answer").fill("We **write**, then wait a day.")
    page.get_by_role("button", name="Answer", exact=True).click()
    expect(page.locator(".answer").get_by_text("then wait a day")).to_be_visible()

    page = mira.open(address)
    page.get_by_role("button", name="Accept").click()
    expect(page.locator(".answer.is-accepted")).to_be_visible()
    page.get_by_role("button", name="Make it a page").click()
    expect(page).to_have_url(re.compile(r"/pages/\d+/edit/$"))
    page = mira.open("/spaces/HANDBOOK/questions/?view=newest")
    expect(page.locator(".question-card h3").get_by_role("link", name=ASKED)).to_be_visible()
    mira.look("everyday-list")
