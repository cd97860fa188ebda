"""A person makes a table and gives it its shape: with the mouse, then another with the keyboard alone; then it is read."""

import re

from playwright.sync_api import Error, Page, expect

from tests.e2e.conftest import Visit
from tests.e2e.writing import Writer

ROWS = "[...document.querySelectorAll('.prose table')].at(-1)"
CELLS = f"[...{ROWS}.rows].map(row => [...row.cells].map(cell => cell.innerText.trim()).join(' | '))"


def test_a_table_by_mouse_and_one_by_keyboard(visit: Visit) -> None:
    ines = visit("Ines Marlow", viewport={"width": 1440, "height": 900})
    page = ines.page
    page.goto("/spaces/PRODUCT/")
    page.get_by_role("button", name="New page").or_(page.get_by_role("link", name="New page")).first.click()
    writer = Writer(ines)
    writer.goes_to_the_end()
    _by_mouse(page, writer)
    ines.look("table-by-mouse")
    writer.goes_to_the_end()
    _by_keyboard(page, writer)
    ines.look("table-by-keyboard")
    writer.titles_it("What a crossing costs")
    writer.publishes("Two tables")
    _is_read(page)
    ines.look("tables-read")


def _by_mouse(page: Page, writer: Writer) -> None:
    page.locator(".ed-head").get_by_role("button", name="Table", exact=True).click()
    page.locator(".table-picker-cell").nth(8 * 2 + 2).click()  # the third of eight columns, the third row
    for words in ["Boat", "Seats", "Fare", "Tern", "12", "1,200", "Gull", "9", "90"]:
        writer.types(words)
        writer.presses("Tab")
    _shows(page, "Boat | Seats | Fare", "Tern | 12 | 1,200", "Gull | 9 | 90", "|  |")
    _drags_up(page, "Gull", "Tern")
    _shows(page, "Boat | Seats | Fare", "Gull | 9 | 90", "Tern | 12 | 1,200", "|  |")
    _points_at(page, "Fare", "column")
    page.locator(".table-grip-column").click()
    page.get_by_role("option", name="Sort Z to A, 9 to 1").click()
    _shows(page, "Boat | Seats | Fare", "Tern | 12 | 1,200", "Gull | 9 | 90", "|  |")
    bar = page.get_by_role("toolbar", name="Table")
    bar.get_by_role("button", name="Cell background").click()
    page.get_by_role("button", name="Green").click()
    expect(page.locator('.ed-text td[data-hue="green"]')).to_have_count(3)
    bar.get_by_role("button", name="Header column").click()
    expect(page.locator(".ed-text tbody th")).to_have_count(6)
    _widens_the_first_column(page)


def _widens_the_first_column(page: Page) -> None:
    edge = page.locator(".ed-text th").first.bounding_box()
    assert edge
    x, y = edge["x"] + edge["width"] - 1, edge["y"] + 12
    page.mouse.move(x - 2, y)
    page.mouse.move(x, y)
    expect(page.locator(".table-resizer")).to_be_visible()
    page.mouse.down()
    page.mouse.move(x + 60, y, steps=4)
    page.mouse.up()
    expect(page.locator(".ed-text table[data-sized]")).to_have_count(1)


def _by_keyboard(page: Page, writer: Writer) -> None:
    writer.inserts("2x2", "Table of 2 rows and 2 columns")
    for words in ["Day", "Boats", "Monday", "3"]:
        writer.types(words)
        writer.presses("Tab")
    writer.types("Sunday")
    writer.presses("Alt+Shift+ArrowUp", "Control+Alt+ArrowRight")
    writer.types("closed")
    _shows(page, "Day |  | Boats", "Sunday | closed |", "Monday |  | 3")
    writer.presses("Alt+Shift+ArrowRight")
    _shows(page, "Day | Boats |", "Sunday |  | closed", "Monday | 3 |")
    _chooses(page, writer, "Numbered rows")
    expect(page.locator(".ed-text table[data-numbered]")).to_have_count(1)
    writer.presses("ArrowDown")
    writer.pastes("text/plain", "late\tyes\nTuesday\tno")
    _shows(page, "Day | Boats |  |", "Sunday |  | closed |", "Monday | 3 | late | yes", "|  | Tuesday | no")
    writer.presses("Control+z")
    _shows(page, "Day | Boats |", "Sunday |  | closed", "Monday | 3 |")
    writer.presses("Control+Alt+Backspace")
    _shows(page, "Day | Boats |", "Sunday |  | closed")


def _is_read(page: Page) -> None:
    numbered = page.locator("#page-body table[data-numbered]")
    expect(numbered.locator("tbody .row-number")).to_have_text(["1"])
    expect(page.locator("#page-body table[data-sized] td[data-hue='green']")).to_have_count(3)
    expect(page.get_by_role("rowheader", name="Tern")).to_be_visible()


def _shows(page: Page, *rows: str) -> None:
    """The last table holds these rows."""
    wanted = [row.strip() for row in rows]
    same = f"wanted => JSON.stringify({CELLS}.map(row => row.trim())) === JSON.stringify(wanted)"
    try:
        page.wait_for_function(same, arg=wanted)
    except Error:
        raise AssertionError(f"{page.evaluate(CELLS)}, not {wanted}") from None


def _points_at(page: Page, words: str, axis: str) -> None:
    """The pointer rests on the cell with these words, and the grip of its row or column has come there."""
    page.locator(".ed-text td, .ed-text th", has_text=words).last.hover()
    page.wait_for_function(
        """([words, row]) => {
            const cells = [...document.querySelectorAll(".ed-text td, .ed-text th")];
            const cell = cells.find((cell) => cell.innerText.includes(words));
            const grip = document.querySelector(row ? ".table-grip-row" : ".table-grip-column").getBoundingClientRect();
            const box = cell.getBoundingClientRect();
            return Math.abs(row ? grip.top - box.top : grip.left - box.left) < 2;
        }""",
        arg=[words, axis == "row"],
    )


def _drags_up(page: Page, words: str, above: str) -> None:
    """The row with `words` by its grip, to where the row with `above` begins."""
    _points_at(page, words, "row")
    grip = page.locator(".table-grip-row").bounding_box()
    goal = page.locator(".ed-text tr", has_text=above).last.bounding_box()
    assert grip and goal
    x = grip["x"] + grip["width"] / 2
    page.mouse.move(x, grip["y"] + grip["height"] / 2)
    page.mouse.down()
    page.mouse.move(x, goal["y"] + 2, steps=4)
    page.wait_for_function(
        "top => Math.abs(document.querySelector('.table-drop-row')?.getBoundingClientRect().top - top) < 4",
        arg=goal["y"],
    )
    page.mouse.up()


def _chooses(page: Page, writer: Writer, words: str) -> None:
    """From the menu of everything, by the arrow keys."""
    writer.presses("Alt+ArrowDown")
    menu = page.get_by_role("listbox", name="Table")
    expect(menu).to_be_focused()
    for _step in range(40):
        chosen = menu.get_by_role("option", selected=True)
        if re.search(words, chosen.inner_text()):
            break
        writer.presses("ArrowDown")
    writer.presses("Enter")
    expect(menu).to_have_count(0)
