"""Keys that come faster than the browser draws: each lands where the one before it left the caret."""

from tests.e2e.conftest import Visit
from tests.e2e.writing import Writer

LINES = 30
CARET_IS_IN_SIGHT = """() => {
    const editor = document.querySelector('cairn-editor').editor;
    const caret = editor.view.coordsAtPos(editor.state.selection.head);
    const bar = document.querySelector('[role="toolbar"]').getBoundingClientRect();
    return editor.state.selection.head === 1 && caret.top >= bar.bottom && caret.bottom <= innerHeight;
}"""
PARAGRAPHS = "() => [...document.querySelectorAll('.ed-text p')].map((one) => one.textContent)"


def test_every_key_after_enter_lands_in_its_line(visit: Visit) -> None:
    mira = visit("Mira Castellan")
    page = mira.open("/pages/new/?space=PRODUCT")
    writer = Writer(mira)
    writer.goes_to_the_end()
    lines = [f"She comes {number}" for number in range(LINES)]
    writer.types("\n".join(lines))
    assert page.evaluate(PARAGRAPHS) == lines
    writer.presses("Control+Home")
    page.wait_for_function(CARET_IS_IN_SIGHT)
