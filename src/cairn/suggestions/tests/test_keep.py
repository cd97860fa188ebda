"""Publishing and bringing back beside open suggestions: what stays open is said, and what would go is said before."""

from tests.cast import Cast, SignIn

from cairn.documents import fill_doc, read_tree, suggestions_in
from cairn.livedocs import log
from cairn.pages.models import Page
from cairn.pages.operations import publish_page
from cairn.pages.tests.conftest import body
from cairn.suggestions.tests.conftest import FIRST, SECOND, Suggest, add, stamp


def test_the_publish_dialog_says_how_many_stay_open(cast: Cast, as_: SignIn, page: Page, suggest: Suggest) -> None:
    dialog = f"/pages/{page.pk}/publication/"
    assert "stays open" not in as_(cast.ben).get(dialog).content.decode()
    suggest(cast.cleo)
    assert "1 suggestion stays open" in as_(cast.ben).get(dialog).content.decode()


def test_bringing_back_keeps_what_it_can_and_says_before_what_goes(
    cast: Cast, as_: SignIn, page: Page, suggest: Suggest
) -> None:
    address = f"/pages/{page.pk}/versions/1/"
    log.edit(page.document_id, lambda doc: fill_doc(doc, body(f"So: {FIRST}", SECOND, "A third.")), by=cast.ben)
    publish_page(page, by=cast.ben)
    log.edit(page.document_id, lambda doc: add(doc, 0, len("So: The"), " old", stamp(cast.cleo)), by=cast.cleo)
    assert "hx-confirm" not in as_(cast.ben).get(address).content.decode()
    log.edit(page.document_id, lambda doc: add(doc, 2, 7, " and last", stamp(cast.cleo, "2")), by=cast.cleo)
    asked = as_(cast.ben).get(address).content.decode()
    assert "1 open suggestion is about words that this changes" in asked and "Cleo" in asked and "and last" in asked
    assert "hx-confirm" not in as_(cast.ravi).get(address).content.decode()
    as_(cast.ben).post(f"{address}restoration/")
    [found] = suggestions_in(read_tree(log.load(page.document_id))).values()
    page.refresh_from_db()
    assert found.added == " old" and page.published is not None and page.published.text.startswith(FIRST)
