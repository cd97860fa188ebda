"""A decision begins where the talk is, in two clicks; a ranked choice by two people says who won and how."""

import re
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Visit
from tests.e2e.visitor import Visitor
from tests.e2e.writing import open_editor, select_words

WORDS = "who volunteered, for two weeks"


def test_a_thread_and_the_editor_lead_to_a_decision(visit: Visit) -> None:
    teo = visit("Teo Halvorsen")
    page = teo.open("/spaces/PRODUCT/")
    page.get_by_role("main").get_by_role("link", name="What phones do at sea").first.click()
    expect(page.get_by_role("heading", level=1, name="What phones do at sea")).to_be_visible()
    source = page.url.replace(teo.address, "").split("#")[0]
    select_words(page, WORDS)
    page.locator(".selection-comment:visible").click()
    page.get_by_label("Your comment").fill("Which phones do we still support? The old ones are slow.")
    page.get_by_role("button", name="Comment", exact=True).last.click()
    thread = page.get_by_role("article", name=f"Comments on “{WORDS}”")
    expect(thread.get_by_text("Which phones do we still support?")).to_be_visible()
    thread.get_by_role("button", name=re.compile("^What to do with the comment")).first.click()  # one
    page.get_by_role("menuitem", name="Make a decision").click()  # two
    expect(page.get_by_role("heading", level=1, name="Decide: Which phones do we still support?")).to_be_visible()
    expect(page.get_by_role("heading", name="Open question")).to_be_visible()
    expect(page.get_by_role("region", name="The decision").get_by_text("Draft", exact=True)).to_be_visible()
    teo.look("decision-from-a-thread")
    _from_the_editor(teo, source)


def _from_the_editor(teo: Visitor, source: str) -> None:
    writer = open_editor(teo, source)
    writer.begins_a_new_line()
    writer.types("How often do we test? ")
    writer.inserts("decision", "Decision with options")
    expect(writer.surface.get_by_text("Decide: How often do we test?")).to_be_visible()


def test_a_ranked_choice_by_two(visit: Visit) -> None:
    teo = visit("Teo Halvorsen")
    page = teo.open("/decisions/new/?space=PRODUCT")
    page.get_by_label("What is to be decided?").fill("Which colour for the buoys?")
    page.get_by_text("Which one?").click()
    for answer in ("Many more", "Hardly, or at a price", "Everybody, by a count", "A lot"):
        page.get_by_text(answer, exact=True).click()
    page.get_by_role("button", name="Propose one").click()
    expect(page.get_by_text("Ranked choice fits.")).to_be_visible()
    teo.look("framework-proposed")
    page.get_by_role("button", name="Create decision").click()
    expect(page.get_by_role("heading", level=1, name="Which colour for the buoys?")).to_be_visible()
    _start(page)
    _rank(page, "Option B", "Option A")
    mira = visit("Mira Castellan")
    mira.open(page.url.replace(teo.address, ""))
    _rank(mira.page, "Option A")
    expect(mira.page.get_by_text("Option A leads. 2 ballots.")).to_be_visible()
    _rank(mira.page, "Option B", "Option A")  # she changes her mind: the ranks change places
    expect(page.get_by_text("Option B leads. 2 ballots.")).to_be_visible()  # in Teo's window, by itself
    teo.look("ranked-choice")
    with page.expect_navigation():
        page.get_by_role("button", name="Record the decision").click()
    expect(page.get_by_text("Option B won. 2 ballots.")).to_be_visible()
    expect(page.get_by_text("Option B: it won the vote, of 2 ballots.").first).to_be_visible()


def _start(page: Page) -> None:
    page.get_by_role("combobox", name="Voters", exact=True).fill("Mira")
    page.get_by_role("option", name=re.compile("Mira Castellan")).click()
    expect(page.locator(".chip", has_text="Mira Castellan")).to_be_visible()
    page.get_by_label("Due").fill(f"{datetime.now(UTC) + timedelta(days=5):%Y-%m-%dT17:00}")
    with page.expect_navigation():
        page.get_by_role("button", name="Start the decision").click()
    expect(page.get_by_role("button", name="Vote", exact=True)).to_be_visible()


def _rank(page: Page, *options: str) -> None:
    ballot = page.locator(".ballot")
    for rank, option in enumerate(options, 1):
        ballot.get_by_label(option, exact=True).select_option(str(rank))
    with page.expect_response(lambda answer: answer.url.endswith("/ballot/") and answer.status == 200):
        ballot.get_by_role("button", name=re.compile("^(Vote|Change my vote)$")).click()
    expect(ballot.get_by_role("button", name="Change my vote")).to_be_visible()
