"""Three people draft a page together: each answers alone, and the page says who said what, and where they differ."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Visit


def choose(page: Page, field: str, person: str) -> None:
    page.get_by_role("combobox", name=field).fill(person.split()[0])
    page.get_by_role("option", name=re.compile(person)).click()
    expect(page.locator(".chip", has_text=person)).to_be_visible()


def answer(page: Page, heading: str, text: str) -> None:
    """Typed, and saved by itself."""
    line = page.get_by_role("region", name=heading)
    line.get_by_role("textbox").fill(text)
    expect(line.get_by_role("status")).to_have_text("Saved")


def finish(page: Page) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name="Done", exact=True).click()
    expect(page.get_by_text("You are done. Nobody sees what you wrote before the end.")).to_be_visible()


def test_three_people_draft_together(visit: Visit) -> None:
    ines, teo, kofi = visit("Ines Marlow"), visit("Teo Halvorsen"), visit("Kofi Brandt")
    page = ines.open("/gallery/strategy-brief/?space=PRODUCT")
    page.get_by_label("Strategy for what?").fill("small lines")
    page.get_by_role("link", name="Draft together").click()
    expect(page.get_by_label("Strategy for what?")).to_have_value("small lines")
    choose(page, "Who answers?", "Teo Halvorsen")
    choose(page, "Who answers?", "Kofi Brandt")
    page.get_by_label("I answer as well").uncheck()
    ines.look("drafting-begin")
    with page.expect_navigation():
        page.get_by_role("button", name="Ask them to answer").click()
    expect(page.get_by_text("0 of 2 done")).to_be_visible()
    address = page.url.replace(ines.address, "")

    hers = teo.open(address)
    hers.get_by_role("link", name="Write my answers").click()
    answer(hers, "Our bet", "We bet on the valley lines, within 2 years.")
    answer(hers, "What would prove us wrong", "A dry year keeps the walkers away")
    teo.look("drafting-sheet")
    hers.reload()
    expect(hers.get_by_role("region", name="Our bet").get_by_role("textbox")).to_have_value(re.compile("valley lines"))
    finish(hers)
    sheet = hers.url.replace(teo.address, "")

    his = kofi.open(sheet)
    expect(his.get_by_text("valley lines")).to_have_count(0)
    answer(his, "Our bet", "We bet on the valley lines, within 5 years.")
    answer(his, "What would prove us wrong", "- a dry year keeps walkers away")
    his.get_by_role("region", name="What makes it hard").get_by_label("I have nothing to say here").check()
    expect(his.get_by_role("region", name="What makes it hard").get_by_role("status")).to_have_text("Saved")
    finish(his)

    ines.open(address)
    expect(page.get_by_text("2 of 2 done")).to_be_visible()
    expect(page.get_by_text("valley lines")).to_have_count(0)
    with page.expect_navigation():
        page.get_by_role("button", name="Put the answers together").click()
    text = page.locator("#page-body")
    expect(text.get_by_role("listitem").filter(has_text="dry year")).to_contain_text("Kofi Brandt and @Teo Halvorsen")
    expect(text.get_by_text("We bet on the valley lines, within 2 years.")).to_be_visible()
    expect(text.get_by_text("We bet on the valley lines, within 5 years.")).to_be_visible()
    expect(page.get_by_text("you answered “Our bet” differently")).to_be_visible()
    ines.look("drafting-drafted")
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("^Open it to ")).click()
    expect(page.get_by_text("Only those who were asked see this page.")).to_have_count(0)
