"""Journey: two people fill one table of options by keyboard, at the same time; one asks about a cell, one answers."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import Visit

PAYMENTS = "How do we start taking payments?"
PASTE = """([text]) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    const paste = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
    document.activeElement.dispatchEvent(paste);
}"""


def _cell(page: Page, option: str, criterion: str) -> Locator:
    row = page.get_by_role("row", name=re.compile(f"^{option}"))
    return row.locator(f'td[data-label="{criterion}"]')


def _goes_to(page: Page, cell: Locator) -> None:
    cell.focus()
    expect(cell).to_be_focused()


def test_two_people_fill_one_table(visit: Visit) -> None:
    mira, teo = visit("Mira Castellan"), visit("Teo Halvorsen")
    for visitor in (mira, teo):
        visitor.page.get_by_role("link", name=PAYMENTS).first.click()
        expect(visitor.page.get_by_role("grid", name="Options")).to_be_visible()
    hers, his = mira.page, teo.page
    expect(hers.get_by_text("Not ready: 2 of 21 cells are empty")).to_be_visible()

    _typing_saves_and_moves_down(hers, his)
    _she_writes_on_while_it_saves(hers, his)
    _both_write_in_one_cell(hers, his)
    _a_block_is_pasted_and_taken_back(hers, his)
    hers.get_by_text("The numbers, and how the points are made").click()
    mira.look("decision-table")
    _a_question_on_a_cell(hers, his)
    teo.look("decision-table-question")


def _typing_saves_and_moves_down(hers: Page, his: Page) -> None:
    cons = _cell(hers, "Single tickets", "Cons")
    _goes_to(hers, cons)
    hers.keyboard.type("Refunds at night")
    hers.keyboard.press("Enter")
    expect(_cell(hers, "Leave it as it is", "Cons")).to_be_focused()
    expect(_cell(his, "Single tickets", "Cons")).to_have_text("Refunds at night")
    expect(his.get_by_text("Not ready: 1 of 21 cells is empty")).to_be_visible()
    hers.keyboard.press("ArrowLeft")
    hers.keyboard.press("ArrowLeft")
    expect(_cell(hers, "Leave it as it is", "Upside")).to_be_focused()


def _she_writes_on_while_it_saves(hers: Page, his: Page) -> None:
    """The answer to one key or word takes neither the next words nor the focus: "e" would open the editor."""
    pros = _cell(hers, "Leave it as it is", "Pros")
    _goes_to(hers, pros)
    hers.keyboard.press("Delete")
    hers.keyboard.type("Even less", delay=20)
    hers.keyboard.press("Enter")  # of the last row: she stays
    hers.keyboard.type("Even less to keep", delay=20)
    hers.keyboard.press("Enter")
    expect(pros).to_have_text("Even less to keep")
    expect(_cell(his, "Leave it as it is", "Pros")).to_have_text("Even less to keep")
    expect(hers.locator(".is-saving")).to_have_count(0)
    _goes_to(hers, _cell(hers, "Leave it as it is", "Upside"))


def _both_write_in_one_cell(hers: Page, his: Page) -> None:
    """He has the cell open while she saves it: his words are kept beside hers, and he chooses."""
    upside = _cell(his, "Leave it as it is", "Upside")
    _goes_to(his, upside)
    his.keyboard.type("Quiet evenings")
    hers.keyboard.type("No new work")
    hers.keyboard.press("Tab")
    expect(_cell(hers, "Leave it as it is", "Upside")).to_have_text("No new work")
    expect(hers.locator(".is-saving")).to_have_count(0)
    his.keyboard.press("Enter")
    expect(upside.get_by_text("Mira Castellan wrote")).to_be_visible()
    expect(upside.locator(".cell-theirs")).to_have_text("No new work")
    expect(upside.get_by_role("textbox")).to_have_value("Quiet evenings")
    upside.get_by_role("button", name="Keep mine").click()
    expect(_cell(hers, "Leave it as it is", "Upside")).to_have_text("Quiet evenings")


def _a_block_is_pasted_and_taken_back(hers: Page, his: Page) -> None:
    cost = _cell(hers, "Single tickets", "Cost")
    _goes_to(hers, cost)
    hers.evaluate(PASTE, ["€60,000\tBoarding in five\n€1\tPeace"])
    expect(_cell(his, "Single tickets", "Cost")).to_have_text("€60,000")
    expect(_cell(his, "Leave it as it is", "Upside")).to_have_text("Peace")
    hers.locator("#toasts").get_by_role("button", name="Undo").last.click()
    expect(_cell(his, "Single tickets", "Cost")).to_have_text("€52,000")
    expect(_cell(his, "Leave it as it is", "Upside")).to_have_text("Quiet evenings")
    expect(cost).to_have_text("€52,000")


def _a_question_on_a_cell(hers: Page, his: Page) -> None:
    _goes_to(hers, _cell(hers, "Single tickets", "Cost"))
    hers.keyboard.press("Shift+F2")
    hers.get_by_label("Your comment").fill("Is that once, or every year?")
    hers.locator("#thread-composer").get_by_role("button", name="Comment", exact=True).click()
    name = re.compile("Comments on “Single tickets .*· Cost”")
    expect(hers.get_by_role("article", name=name)).to_be_visible()
    expect(his.get_by_role("link", name="1 open question")).to_be_visible()
    _cell(his, "Single tickets", "Cost").get_by_role("link", name="1 open thread, with a question").click()
    thread = his.get_by_role("article", name=name)
    expect(thread).to_be_focused()
    thread.get_by_label("Your reply").fill("Once.")
    thread.get_by_role("button", name="Reply", exact=True).click()
    expect(hers.get_by_role("article", name=name).get_by_text("Once.")).to_be_visible()
    hers.get_by_role("article", name=name).get_by_role("button", name="Resolve").click()
    expect(his.get_by_role("link", name="1 open question")).to_have_count(0)
