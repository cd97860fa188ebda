"""A template gains sections: who may write the page is told, and takes them over without a word being lost."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import Cast, SignIn

from cairn.documents import adf_from_doc, fill_doc, named_sections
from cairn.gallery import library
from cairn.gallery.sections.models import SectionChoice
from cairn.gallery.sections.tests.conftest import POSTER, MakePoster, definition
from cairn.livedocs.log import edit, load
from cairn.pages.drafts import draft_body
from cairn.pages.models import Page
from cairn.pages.operations import publish_page

MORE = POSTER.replace("## Money", "## Chances {#chances}\n\n[[What could go well?]]\n\n## Money")
MORE += "\n## Learnings {#learnings}\n\n[[What did we learn?]]\n"
WORDS = {"goal": "Cross", "risks": "It may rain.", "money": "12 stones"}


@pytest.fixture
def changed(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """The template gains "Chances" before "Money", and "Learnings" at its end."""
    return lambda: monkeypatch.setitem(library.templates(), "poster", definition(MORE))


def keys(page: Page) -> list[str]:
    return [each.key for each in named_sections(draft_body(page))]


def test_editors_are_told_and_take_them_over(
    cast: Cast, as_: SignIn, poster_of: MakePoster, changed: Callable[[], None], run_jobs: Callable[[], int]
) -> None:
    page = poster_of("Bridge", **WORDS)
    url, read, write = f"/pages/{page.pk}/new-sections/", page.get_absolute_url(), f"/pages/{page.pk}/edit/"
    before = draft_body(page)["content"]
    assert "section-drift" not in as_(cast.ben).get(read).content.decode()
    changed()
    for address in (read, write):
        html = as_(cast.ben).get(address).content.decode()
        assert "has 2 new sections:" in html and "Chances, Learnings" in html and "What could go well?" in html
    for user in (cast.cleo, cast.ravi):
        assert "new sections" not in as_(user).get(read).content.decode()
        assert as_(user).post(url, {"key": "chances"}).status_code == 403
        assert as_(user).delete(f"{url}?key=chances").status_code == 403
        assert as_(user).post(f"{url}chances/dismissal/").status_code == 403
    assert as_(cast.sam).post(url, {"key": "chances"}).status_code == 404
    assert as_(cast.sam).get(url).status_code == 404
    answer = as_(cast.ben).post(url, {"key": ["chances", "learnings"]})
    assert answer.status_code == 200 and "Chances and Learnings are in the draft now." in answer.content.decode()
    assert keys(page) == ["goal", "risks", "chances", "money", "learnings"]
    assert [block for block in draft_body(page)["content"] if block in before] == before
    assert as_(cast.ben).post(url, {"key": ["chances"]}).status_code == 409
    assert "new sections" not in as_(cast.ben).get(read).content.decode()
    assert set(SectionChoice.objects.values_list("key", "choice", "by")) == {
        ("chances", "taken", cast.ben.pk),
        ("learnings", "taken", cast.ben.pk),
    }
    publish_page(page, by=cast.ben)
    run_jobs()
    missing = as_(cast.ravi).get("/gallery/poster/sections/?section=chances").content.decode()
    assert "Chances is not filled yet" in missing and "What could go well?" not in missing


def test_it_can_be_undone_and_what_was_written_meanwhile_stays(
    cast: Cast, as_: SignIn, poster_of: MakePoster, changed: Callable[[], None]
) -> None:
    page = poster_of("Bridge", **WORDS)
    url = f"/pages/{page.pk}/new-sections/"
    before = draft_body(page)
    changed()
    as_(cast.ben).post(url, {"key": ["chances", "learnings"]})
    answer = as_(cast.ben).delete(f"{url}?key=chances&key=learnings")
    assert "Taken out again" in answer.content.decode() and "Chances, Learnings" in answer.content.decode()
    assert draft_body(page) == before and not SectionChoice.objects.exists()
    as_(cast.ben).post(url, {"key": ["chances", "learnings"]})
    body = adf_from_doc(load(page.document_id))
    body["content"][-1] = {"type": "paragraph", "content": [{"type": "text", "text": "Much."}]}
    edit(page.document_id, lambda doc: fill_doc(doc, body), by=cast.ada)
    answer = as_(cast.ben).delete(f"{url}?key=chances&key=learnings").content.decode()
    assert "Somebody has written in Learnings meanwhile" in answer
    assert keys(page) == ["goal", "risks", "money", "learnings"]


def test_not_needed_here(cast: Cast, as_: SignIn, poster_of: MakePoster, changed: Callable[[], None]) -> None:
    page = poster_of("Bridge", **WORDS)
    url = f"/pages/{page.pk}/new-sections/"
    changed()
    answer = as_(cast.ben).post(f"{url}chances/dismissal/").content.decode()
    assert "Chances is not needed here" in answer and "has a new section:" in answer
    assert SectionChoice.objects.get().by == cast.ben
    assert as_(cast.ben).post(f"{url}chances/dismissal/").status_code == 409
    table = as_(cast.ravi).get("/gallery/poster/sections/?section=chances").content.decode()
    assert "Not needed there" in table and "sections-lacking" not in table
    assert as_(cast.cleo).delete(f"{url}chances/dismissal/").status_code == 403
    assert "Chances, Learnings" in as_(cast.ben).delete(f"{url}chances/dismissal/").content.decode()
    assert as_(cast.ben).delete(f"{url}chances/dismissal/").status_code == 404


def test_a_page_of_an_unchanged_template_costs_nothing(
    cast: Cast, as_: SignIn, poster_of: MakePoster, changed: Callable[[], None]
) -> None:
    page = poster_of("Bridge", **WORDS)
    client = as_(cast.ben)

    def cost() -> int:
        client.get(page.get_absolute_url())
        with CaptureQueriesContext(connection) as queries:
            client.get(page.get_absolute_url())
        return len(queries)

    before = cost()
    changed()
    assert cost() == before + 1 and before <= 8
    assert as_(cast.ben).get(f"/pages/{page.pk}/new-sections/", HTTP_HX_REQUEST="true").status_code == 200
