"""Copies that are made, called off and got in the way of at the same moment: real threads, whichever database."""

from collections.abc import Callable

import pytest
from tests.at_once import at_once
from tests.cast import Cast

from cairn.core.errors import Conflict
from cairn.pages.models import CopiedPage, Page, PageCopy, Trashing
from cairn.pages.operations import begin_copy, cancel_copy, create_page, publish_page, trash_page
from cairn.pages.operations.copy_tree import continue_copy

pytestmark = pytest.mark.django_db(transaction=True)
Act = Callable[[], object]


def answer_or_refusal(act: Act) -> Act:
    """A refusal is its answer."""

    def do() -> object:
        try:
            return act()
        except Exception as error:
            return error

    return do


def make(copy: PageCopy) -> None:
    """As many turns as the worker needs."""
    while not PageCopy.objects.get(pk=copy.pk).is_over:
        continue_copy(copy.pk)


@pytest.fixture
def tree(cast: Cast) -> Page:
    root = create_page(cast.stone, by=cast.ben, title="Root")
    publish_page(root, by=cast.ben)
    for at in range(3):
        create_page(cast.stone, by=cast.ben, title=f"Page {at}", parent=root)
    return root


def standing(cast: Cast) -> list[list[str]]:
    """The titles below each copy, in order."""
    roots = Page.objects.filter(space=cast.moss, parent=None, trashing=None).order_by("position", "pk")
    return [
        list(Page.objects.filter(parent=each).order_by("position").values_list("title", flat=True)) for each in roots
    ]


def test_two_copies_and_two_workers_at_each(cast: Cast, tree: Page) -> None:
    copies = [begin_copy(tree, by=by, space=cast.moss, parent=None) for by in (cast.ben, cast.ada)]
    answers = at_once(*(lambda copy=copy: make(copy) for copy in copies for _ in range(2)))
    assert answers == [None] * 4
    assert standing(cast) == [["Page 0", "Page 1", "Page 2"]] * 2
    assert CopiedPage.objects.exclude(page=None).count() == 8 and not Trashing.objects.exists()
    assert not PageCopy.objects.filter(finished_at=None).exists()


def test_called_off_as_it_gets_whole(cast: Cast, tree: Page) -> None:
    before = Page.objects.count()
    copy = begin_copy(tree, by=cast.ben, space=cast.moss, parent=None)
    made, called_off = at_once(lambda: make(copy), answer_or_refusal(lambda: cancel_copy(copy, by=cast.ben)))
    assert made is None
    continue_copy(copy.pk)  # the job that calling it off asked for
    is_whole = isinstance(called_off, Conflict)
    assert is_whole or isinstance(called_off, PageCopy), called_off
    assert standing(cast) == ([["Page 0", "Page 1", "Page 2"]] if is_whole else [])
    assert Page.objects.count() == before + (4 if is_whole else 0) and not Trashing.objects.exists()


def test_the_page_it_goes_under_leaves(cast: Cast, tree: Page) -> None:
    there = create_page(cast.moss, by=cast.ben, title="There")
    before = Page.objects.count()
    copy = begin_copy(tree, by=cast.ben, space=cast.moss, parent=there)
    made, trashed = at_once(lambda: make(copy), answer_or_refusal(lambda: trash_page(there, by=cast.ben)))
    assert made is None and not isinstance(trashed, Exception), trashed
    copy.refresh_from_db()
    if copy.failed:  # it left first: nothing was made
        assert Page.objects.count() == before and copy.hiding is None
    else:  # the copy stood there whole and left with it
        gone = Page.objects.get(pk=there.pk).trashing
        assert Page.objects.filter(trashing=gone).count() == 5
