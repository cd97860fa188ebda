"""Including another page's excerpt: what each reader sees of it, and what nobody learns from it."""

from collections.abc import Callable

from tests.cast import Cast, SignIn

from cairn.documents import fill_doc
from cairn.extensions.tests.conftest import MakeOwn, doc, excerpt, include, own, para
from cairn.livedocs.log import edit
from cairn.pages.models import Page
from cairn.pages.operations import publish_page, restrict_page, trash_page
from cairn.people.models import User


def read(as_: SignIn, user: User, page: Page) -> str:
    answer = as_(user).get(page.get_absolute_url())
    assert answer.status_code == 200
    return str(answer.content.decode())


def shut(page: Page, cast: Cast) -> None:
    restrict_page(page, by=cast.ben, action="view", users=[cast.ben], teams=[])


def test_readers_see_the_excerpt_as_it_is_published_now(
    cast: Cast, as_: SignIn, page_with: MakeOwn, run_jobs: Callable[[], int]
) -> None:
    source = page_with("Quarry", excerpt(para("Granite is hard."), name="Stone"), para("Not this."))
    page = page_with("Wall", include(source), para("Short: ", include(source, "inlineExtension")))
    shown = read(as_, cast.ravi, page)
    assert shown.count("Granite is hard.") == 2
    assert "Not this." not in shown
    assert f'<a href="/pages/{source.pk}/">Quarry</a>' in shown
    changed = doc(excerpt(para("Granite is very hard."), name="Stone"))
    edit(source.document_id, lambda live: fill_doc(live, changed), by=cast.ben)
    assert "very hard" not in read(as_, cast.ravi, page)  # a draft
    publish_page(source, by=cast.ben)
    run_jobs()
    assert "very hard" in read(as_, cast.ravi, page)


def test_who_may_not_see_the_source_learns_nothing(
    cast: Cast, as_: SignIn, page_with: MakeOwn, run_jobs: Callable[[], int]
) -> None:
    source = page_with("Vault", excerpt(para("The secret combination is 4711."), name="Combination"))
    shut(source, cast)
    page = page_with("Wall", include(source), para("Short: ", include(source, "inlineExtension")))
    assert "4711" in read(as_, cast.ben, page)
    ravi = as_(cast.ravi)
    address = page.get_absolute_url()
    given = f"extension/?key=include&parameters=%7B%22page%22:{source.pk},%22excerpt%22:%22id-excerpt%22%7D"
    places = ["", "export.md", "body/", "versions/1/", given]
    for place in [*(address + each for each in places), "/search/?q=secret", "/excerpts/?q=", "/inbox/"]:
        told = ravi.get(place).content.decode()
        assert not any(word in told for word in ("4711", "Vault", "Combination")), place
    assert "An excerpt of a page you can" in ravi.get(address).content.decode()
    assert "4711" in as_(cast.ben).get(address + given).content.decode()
    assert page.title not in ravi.get("/search/?q=4711").content.decode()
    assert page.published and "4711" not in page.published.text + page.published.html + str(page.published.body)


def test_a_source_in_the_trash_says_so_to_who_could_see_it(cast: Cast, as_: SignIn, page_with: MakeOwn) -> None:
    source = page_with("Quarry", excerpt(para("Granite is hard.")))
    hidden = page_with("Vault", excerpt(para("4711")))
    shut(hidden, cast)
    page = page_with("Wall", include(source), include(hidden), include(source, local_id="gone"))
    assert "no longer on the page Quarry" in read(as_, cast.ravi, page)
    trash_page(source, by=cast.ben)
    trash_page(hidden, by=cast.ben)
    shown = read(as_, cast.ravi, page)
    assert "in the trash: Quarry" in shown and "Granite" not in shown
    assert "Vault" not in shown and "An excerpt of a page you can" in shown


def test_circles_end(cast: Cast, as_: SignIn, page_with: MakeOwn, run_jobs: Callable[[], int]) -> None:
    one = page_with("One", excerpt(para("first")))
    two = page_with("Two", excerpt(para("second")))
    for page, other, words in ((one, two, "first"), (two, one, "second")):
        # An excerpt can't hold an extension that holds blocks, but one that shows them.
        circle = doc(excerpt(para(words), include(other), include(other)))
        edit(page.document_id, lambda live, body=circle: fill_doc(live, body), by=cast.ben)
        publish_page(page, by=cast.ben)
    run_jobs()
    shown = read(as_, cast.ravi, page_with("Reader", include(one)))
    assert "includes itself" in shown
    assert shown.count("second") == 2


def test_excerpts_are_found_by_words(cast: Cast, as_: SignIn, page_with: MakeOwn) -> None:
    page = page_with(
        "Quarry", excerpt(para("Granite is hard."), name="Stone kinds"), para(own("math", "inlineExtension"))
    )
    found = as_(cast.ravi).get("/excerpts/?q=quarry+kinds").json()["excerpts"]
    assert [(each["page"], each["excerpt"], each["name"]) for each in found] == [(page.pk, "id-excerpt", "Stone kinds")]
    assert found[0]["text"] == "Granite is hard."
    assert as_(cast.ravi).get("/excerpts/?q=basalt").json() == {"excerpts": []}
    assert as_(cast.sam).get("/excerpts/?q=quarry").json() == {"excerpts": []}
    assert as_(None).get("/excerpts/").status_code == 302


def test_comments_on_the_source_stay_there(cast: Cast, as_: SignIn, page_with: MakeOwn) -> None:
    marked = {
        "type": "text",
        "text": "Granite",
        "marks": [{"type": "annotation", "attrs": {"id": "a1", "annotationType": "inlineComment"}}],
    }
    source = page_with("Quarry", excerpt(para(marked)))
    shown = read(as_, cast.ravi, page_with("Wall", include(source)))
    assert "Granite" in shown and "data-annotation" not in shown


def test_boxes_are_as_they_stand_on_the_source(
    cast: Cast, as_: SignIn, page_with: MakeOwn, run_jobs: Callable[[], int]
) -> None:
    task = {
        "type": "taskItem",
        "attrs": {"localId": "t1", "state": "TODO"},
        "content": [{"type": "text", "text": "Cut"}],
    }
    source = page_with("Quarry", excerpt({"type": "taskList", "attrs": {"localId": "l1"}, "content": [task]}))
    page = page_with("Wall", include(source), para("Now: ", include(source, "inlineExtension")))
    assert 'data-state="TODO"' in read(as_, cast.ravi, page)
    item = source.action_items.get(local_id="t1")
    assert as_(cast.ben).put(f"/action-items/{item.pk}/completion/").status_code < 400
    shown = read(as_, cast.ravi, page)
    assert 'data-state="DONE"' in shown and 'data-state="TODO"' not in shown
    assert ">Cut</span>" in shown  # in a line stand the words alone
