"""Nobody starts from a blank page: from "New" to own words, a page kept as a template, its text changed."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Visit
from tests.e2e.visitor import Visitor
from tests.e2e.writing import Writer

TEMPLATE = "/gallery/night-watch/"


class Hands:
    """Counts what a person does: a press of a button or link, or words typed and sent with Enter."""

    def __init__(self, page: Page) -> None:
        self.page, self.actions = page, 0

    def clicks(self, name: str) -> None:
        self.actions += 1
        self.page.get_by_role("link", name=name, exact=True).first.click()

    def answers(self, words: str) -> None:
        self.actions += 1
        self.page.keyboard.type(words)
        self.page.keyboard.press("Enter")


def test_own_words_three_actions_after_new(visit: Visit) -> None:
    mira = visit("Mira Castellan")
    hands = Hands(mira.page)
    hands.clicks("New")
    expect(mira.page.get_by_label("Find a template")).to_be_focused()
    hands.clicks("How-to")
    expect(mira.page.locator("[name=v-task]")).to_be_focused()
    hands.answers("moor a boat at night")
    mira.page.wait_for_url(re.compile(r"/pages/\d+/edit/"))
    writer = Writer(mira)
    expect(writer.surface).to_be_focused()
    writer.types("Rain and wind")
    writer.reads("Rain and wind")
    assert hands.actions <= 3
    expect(mira.page.get_by_label("Title", exact=True)).to_have_value(re.compile("moor a boat at night"))
    _finds_by_purpose_function_and_words(mira)


def _finds_by_purpose_function_and_words(mira: Visitor) -> None:
    page = mira.open("/gallery/")
    cards = page.locator("#gallery-results .gallery-card")
    every = cards.count()
    page.get_by_text("Decide", exact=True).first.click()
    expect(page.get_by_role("link", name="Project poster")).to_have_count(0)
    assert 0 < cards.count() < every
    page.get_by_label("For whom").select_option("engineering")
    expect(page).to_have_url(re.compile("function=engineering.*purpose=decide|purpose=decide.*function=engineering"))
    expect(page.get_by_role("link", name="Architecture decision record")).to_be_visible()
    mira.open("/gallery/")
    page.keyboard.type("poster")
    expect(page.locator("#gallery-results")).to_have_attribute("data-q", "poster")
    page.keyboard.press("Enter")  # opens the best find
    page.wait_for_url(re.compile("/gallery/project-poster/"))
    page.locator("[name=v-project]").fill("Lights")
    expect(page).to_have_url(re.compile("v-project=Lights"))
    page.reload()  # half-filled, and kept
    expect(page.locator("[name=v-project]")).to_have_value("Lights")
    page.get_by_text("A filled example").click()
    expect(page.get_by_role("heading", name="Project: timetables that live on the phone")).to_be_visible()
    mira.look("gallery-template")


def test_a_page_becomes_a_template_that_another_uses_and_changes(visit: Visit) -> None:
    mira, teo = visit("Mira Castellan"), visit("Teo Halvorsen")
    page = mira.open("/pages/new/?space=HANDBOOK")
    expect(page).to_have_url(re.compile(r"/pages/\d+/edit/$"))
    writer = Writer(mira)
    writer.titles_it("Watch of {boat}")
    writer.surface.focus()
    writer.types("## Weather\n[[What does the sky look like?]]\nOn {boat} we look twice.")
    writer.is_told("Saved")
    _keeps_it(mira)
    _uses_it(teo)
    _changes_its_text(teo)
    mira.open(TEMPLATE)
    mira.page.get_by_role("link", name="Version 2").click()
    expect(mira.page.get_by_role("heading", name="From version 1 to version 2")).to_be_visible()
    expect(mira.page.locator("ins").get_by_text("Lights")).to_be_visible()
    mira.look("gallery-versions")
    _removes_it(mira, teo)


def _keeps_it(mira: Visitor) -> None:
    page = mira.open(f"{re.sub('edit/$', 'template/', mira.page.url)}")
    page.get_by_label("Name", exact=True).fill("Night watch")
    page.get_by_label("What it is, in one sentence").fill("Who looks out, and for what.")
    page.get_by_label("Title of new pages").fill("Watch of {boat}, {skipper}")
    question = page.locator(".gallery-question")
    expect(question.first.get_by_label("Question")).to_have_value("Boat")
    question.first.get_by_label("Required").check()
    page.get_by_role("button", name="Save as template").click()
    expect(page.get_by_role("alert")).to_contain_text("The title names “{skipper}”")
    second = page.locator(".gallery-question").nth(1)
    expect(second.get_by_label("Question")).to_have_value("Skipper")
    second.get_by_label("Answer").select_option("person")
    second.get_by_label("Is told when a page is made").check()
    second.get_by_label("Owns the page").check()
    page.get_by_label("Weather").check()
    page.get_by_label(re.compile("^Labels of new pages")).fill("watch")
    mira.look("gallery-keep")
    page.get_by_role("button", name="Save as template").click()
    page.wait_for_url(re.compile(f"{TEMPLATE}$"))
    expect(page.locator(".gallery-preview .placeholder", has_text="What does the sky look like?")).to_be_visible()


def _uses_it(teo: Visitor) -> None:
    page = teo.open("/gallery/?q=night+watch")
    page.get_by_role("link", name="Night watch").click()
    expect(page.get_by_label("Boat")).to_be_focused()
    teo.page.keyboard.type("Aster")
    teo.page.keyboard.press("Tab")
    teo.page.keyboard.type("Ines")
    expect(page.get_by_role("option", name=re.compile("Ines Marlow"))).to_be_visible()
    teo.page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Remove Ines Marlow")).to_be_visible()
    expect(page.get_by_label("Title")).to_have_attribute("placeholder", "Watch of Aster, Ines Marlow")
    page.get_by_role("button", name="Use this template").press("Enter")
    page.wait_for_url(re.compile(r"/pages/\d+/edit/"))
    writer = Writer(teo)
    writer.reads("On Aster we look twice.")
    expect(page.get_by_label("Title", exact=True)).to_have_value("Watch of Aster, Ines Marlow")
    page.get_by_role("button", name="Publish").click()
    dialog = page.get_by_role("dialog", name="Publish")
    expect(dialog.get_by_text("To be filled before it is published: Weather")).to_be_visible()
    dialog.get_by_role("button", name="Cancel").click()
    writer.surface.get_by_text("What does the sky look like?").click()
    writer.types("Low and grey")
    writer.reads("Low and grey")
    writer.publishes("The first night")
    expect(page.get_by_text("What does the sky look like?")).to_have_count(0)  # no reader sees a prompt
    rail = page.get_by_role("complementary", name="Beside this page")
    expect(rail.get_by_role("link", name="Night watch")).to_be_visible()
    expect(rail.get_by_text("Ines Marlow")).to_be_visible()  # owns it


def _changes_its_text(teo: Visitor) -> None:
    page = teo.open(TEMPLATE)
    expect(page.get_by_role("heading", name="Used here")).to_be_visible()
    page.get_by_role("button", name="Edit its text").click()
    page.wait_for_url(re.compile(r"/pages/\d+/edit/$"))
    writer = Writer(teo)
    writer.begins_a_new_line()
    writer.types("## Lights\n[[Which ones are lit?]]")
    writer.is_told("Saved")
    page.get_by_role("link", name="Save as the next version").click()
    expect(page.get_by_label("The next version of “Night watch”")).to_be_checked()
    page.get_by_role("button", name="Save as template").click()
    page.wait_for_url(re.compile(f"{TEMPLATE}$"))
    expect(page.locator(".gallery-preview").get_by_role("heading", name="Lights")).to_be_visible()


def _removes_it(mira: Visitor, teo: Visitor) -> None:
    teo.open(TEMPLATE)
    teo.page.get_by_label("Boat").fill("Borage")
    mira.open(TEMPLATE)
    mira.page.get_by_role("button", name="Remove", exact=True).click()
    expect(mira.page.get_by_text("This template is no longer offered.")).to_be_visible()
    teo.page.get_by_role("button", name="Use this template").click()
    expect(teo.page.get_by_text("No page was made. What you typed:")).to_be_visible()
    expect(teo.page.get_by_role("listitem").filter(has_text="Borage")).to_be_visible()
    teo.look("gallery-removed")
    mira.page.get_by_role("button", name="Put it back").click()
    expect(mira.page.get_by_role("button", name="Use this template")).to_be_visible()


def test_the_gallery_from_an_empty_page_on_a_phone(visit: Visit) -> None:
    ines = visit("Ines Marlow", viewport={"width": 390, "height": 844}, has_touch=True)
    page = ines.page
    page.get_by_role("navigation", name="Quick ways").get_by_role("link", name="New").tap()
    expect(page.get_by_role("heading", name="Templates", exact=True)).to_be_visible()
    ines.fits_the_screen()
    page = ines.open("/pages/new/?space=PRODUCT")
    expect(page).to_have_url(re.compile(r"/pages/\d+/edit/$"))
    start = page.get_by_role("region", name="Start from a template")
    expect(start).to_be_in_viewport()
    start.get_by_role("link", name="All templates").tap()
    page.get_by_role("link", name="Weekly update").tap()
    expect(page.get_by_text("It begins in your empty page")).to_be_visible()
    ines.fits_the_screen()
    ines.look("gallery-phone")
