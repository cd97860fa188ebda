"""Journey: two people talk about a passage, each seeing at once what the other does; a third reads it on her phone."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import Visit
from tests.e2e.visitor import Visitor

PAGE = "This quarter: the missing six per cent"
WORDS = "small and tempting"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
SELECT = """([words]) => {
    const walker = document.createTreeWalker(document.getElementById("page-body"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const start = walker.currentNode.data.indexOf(words);
        if (start < 0) continue;
        walker.currentNode.parentElement.scrollIntoView({ block: "center" });
        getSelection().setBaseAndExtent(walker.currentNode, start, walker.currentNode, start + words.length);
        return;
    }
}"""
BESIDE = """([id]) => {
    const top = (element) => element.getBoundingClientRect().top;
    const card = document.getElementById(`thread-${id}`), passage = document.getElementById(`passage-${id}`);
    return card && passage && Math.abs(top(card) - top(passage)) < 3;
}"""


def _comments(visitor: Visitor, text: str, kind: str) -> Locator:
    page = visitor.page
    page.evaluate(SELECT, [WORDS])
    page.locator(".selection-comment:visible").click()
    page.get_by_label("Your comment").fill(text)
    page.get_by_label("What it is").select_option(kind)
    page.get_by_role("button", name="Comment", exact=True).last.click()
    return _thread(page)


def _thread(page: Page) -> Locator:
    return page.get_by_role("article", name=f"Comments on “{WORDS}”")


def test_a_passage_is_discussed_beside_it(visit: Visit) -> None:
    teo, ines = visit("Teo Halvorsen"), visit("Ines Marlow")
    for visitor in (teo, ines):
        visitor.page.get_by_role("link", name=PAGE).first.click()
        expect(visitor.page.get_by_role("heading", level=1, name=PAGE)).to_be_visible()
    hers = _comments(ines, "Is that still so?", "question")
    expect(hers.get_by_text("Question", exact=True)).to_be_visible()
    ident = re.sub(r"\D", "", hers.get_attribute("id") or "")
    ines.page.wait_for_function(BESIDE, arg=[ident])
    ines.look("thread-in-the-margin")

    his = _thread(teo.page)
    expect(his.get_by_text("Is that still so?")).to_be_visible()  # brought by the live connection
    teo.page.locator(f"#passage-{ident}").click()
    teo.page.wait_for_function(BESIDE, arg=[ident])
    his.get_by_label("Your reply").press_sequentially("It is")
    expect(hers.get_by_text("Teo Halvorsen is typing…")).to_be_visible()
    his.get_by_role("button", name="Reply").click()
    expect(hers.get_by_text("It is", exact=True)).to_be_visible()
    expect(hers.get_by_text("Teo Halvorsen is typing…")).to_be_hidden()

    hers.get_by_role("button", name="React to the comment of Teo Halvorsen").click()
    ines.page.get_by_role("menuitem", name="Thank you").click()
    expect(his.get_by_role("button", name="Thank you: Ines Marlow")).to_be_visible()
    hers.get_by_role("button", name="What to do with the comment of Ines Marlow").click()
    ines.page.get_by_role("menuitem", name="Assign to…").click()
    ines.page.get_by_role("combobox", name="Who sees to it").fill("Teo")
    ines.page.get_by_role("option", name="Teo Halvorsen").click()
    ines.page.get_by_role("button", name="Assign", exact=True).click()
    expect(his.get_by_text("Assigned to Teo Halvorsen")).to_be_visible()

    his.get_by_role("button", name="Resolve").click()
    expect(hers).to_have_count(0)
    ines.page.get_by_role("navigation", name="Which comments").get_by_role("link", name=re.compile("Resolved")).click()
    expect(hers.get_by_text("Resolved by Teo Halvorsen")).to_be_visible()


def test_on_a_phone_the_thread_is_a_sheet_below_its_passage(visit: Visit) -> None:
    mira = visit("Mira Castellan", **PHONE)
    page = mira.page
    page.get_by_role("link", name=PAGE).first.click()
    expect(page.get_by_role("heading", level=1, name=PAGE)).to_be_visible()
    page.keyboard.press("t")
    sheet = page.locator("#rail:popover-open")
    expect(sheet.get_by_role("article").first).to_be_visible()
    expect(sheet.get_by_role("heading", name="Details")).to_be_hidden()
    expect(page.locator("#page-body mark.is-active").first).to_be_in_viewport()
    mira.look("thread-on-a-phone")
    mira.fits_the_screen()
