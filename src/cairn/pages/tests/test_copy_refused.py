"""What is asked for and can't be copied so."""

from collections.abc import Callable
from typing import Any

from tests.cast import Cast, SignIn

from cairn.pages.models import Page, PageCopy
from cairn.pages.operations import begin_copy, trash_page
from cairn.pages.tests.conftest import MakePage

HTMX = {"HX-Request": "true"}
RunJobs = Callable[[], int]


def tree(page_of: MakePage, **more: Any) -> tuple[Page, Page]:
    root = page_of("Root", **more)
    return root, page_of("Leaf", parent=root, **more)


def test_what_was_typed_is_kept(cast: Cast, as_: SignIn, page_of: MakePage) -> None:
    root, leaf = tree(page_of)
    url, typed = f"/pages/{root.pk}/copies/", {"title": "Bridge " * 40, "place": "MOSS", "below": "1"}
    answer = as_(cast.ben).post(url, typed, headers=HTMX)
    shown = answer.content.decode()
    assert answer.status_code == 422 and "Bridge Bridge" in shown and 'value="MOSS"' in shown
    assert 'name="below" value="1" checked' in shown
    inside = as_(cast.ben).post(url, {"title": "Within", "place": str(leaf.pk), "below": "1"}, headers=HTMX)
    assert inside.status_code == 409 and 'value="Within"' in inside.content.decode()
    assert as_(cast.ben).post(url, {"place": "NOWHERE"}, headers=HTMX).status_code == 404
    assert not PageCopy.objects.exists()

    answer = as_(cast.ben).post(url, {"title": " Our  bridge ", "place": str(leaf.pk)}, headers=HTMX)
    alone = Page.objects.get(title="Our bridge")  # one page alone may stand among them
    assert alone.parent == leaf and answer["HX-Redirect"] == f"/pages/{alone.pk}/edit/"


def test_5000_pages_are_the_most(cast: Cast, as_: SignIn, page_of: MakePage, monkeypatch: Any) -> None:
    root, _leaf = tree(page_of)
    monkeypatch.setattr("cairn.pages.operations.copy_tree.MOST", 1)
    answer = as_(cast.ben).post(f"/pages/{root.pk}/copies/", {"below": "1"}, headers=HTMX)
    assert answer.status_code == 422 and "These are 2 pages" in answer.content.decode()


def test_what_goes_away_meanwhile(cast: Cast, as_: SignIn, page_of: MakePage, run_jobs: RunJobs) -> None:
    """The page it was to go under, and a page that was to be copied."""
    root, leaf = tree(page_of)
    there = page_of("There")
    copies = [begin_copy(root, by=cast.ben, space=cast.stone, parent=at) for at in (there, None)]
    pages = Page.objects.count()
    trash_page(there, by=cast.ben)
    trash_page(leaf, by=cast.ben)
    run_jobs()
    assert Page.objects.count() == pages
    for copy, why in zip(copies, ("add a page here", "in the trash by now"), strict=True):
        shown = as_(cast.ben).get(f"/copies/{copy.pk}/").content.decode()
        assert "Nothing was copied" in shown and why in shown
