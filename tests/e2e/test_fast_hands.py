"""Keys that come faster than the browser draws: each lands where the one before it left the caret."""

from tests.e2e.conftest import Visit
from tests.e2e.writing import Writer

LINES = 30
PARAGRAPHS = "() => [...document.querySelectorAll('.ed-text p')].map((one) => one.textContent)"


def test_every_key_after_enter_lands_in_its_line(visit: Visit) -> None:
    mira = visit("Mira Castellan")
    page = mira.open("/pages/new/?space=PRODUCT")
    writer = Writer(mira)
    writer.goes_to_the_end()
    lines = [f"She comes {number}" for number in range(LINES)]
    writer.types("\n".join(lines))
    assert page.evaluate(PARAGRAPHS) == lines
