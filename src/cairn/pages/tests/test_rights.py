"""Each right exists twice, as a sentence and as a query; here the two are held together."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cast import Cast

from cairn.core.errors import Missing
from cairn.pages.access import can_comment, can_edit, can_restore, can_view
from cairn.pages.audience import editors, viewers
from cairn.pages.loaders import page_for
from cairn.pages.models import Page
from cairn.pages.operations import lift_restriction, move_page, restrict_page, trash_page
from cairn.pages.reading import family
from cairn.pages.tests.conftest import MakePage
from cairn.people.actors import SYSTEM, Actor
from cairn.spaces.access import can_manage_space

SENTENCES: dict[str, Callable[[Actor, Page], bool]] = {
    "visible_to": can_view,
    "commentable_by": can_comment,
    "editable_by": can_edit,
}


def assert_agreement(cast: Cast) -> None:
    """For everybody and every page: the sentence says yes exactly where the query lists it."""
    pages = list(Page.objects.select_related("space"))
    for user in cast.all():
        for query, sentence in SENTENCES.items():
            listed = set(getattr(Page.objects.all(), query)(user))
            said = {page for page in pages if sentence(user, page)}
            assert listed == said, (user.name, query, listed ^ said)
        restorable = {page for page in pages if page.trashing_id and page.trashing.root_id == page.pk}
        assert set(Page.objects.restorable_by(user)) == {page for page in restorable if can_restore(user, page)}
        for page in pages:
            assert_read(user, page)
    for page in pages:  # what notices ask, for everybody at once
        assert viewers(page, cast.all()) == {user.pk for user in cast.all() if can_view(user, page)}
        assert editors(page, cast.all()) == {user.pk for user in cast.all() if can_edit(user, page)}


def assert_read(user: Actor, page: Page) -> None:
    """What the reading view gets, from text compiled once for a role, says the same."""
    if not can_view(user, page):
        with pytest.raises(Missing):
            page_for(user, page.pk)
        return
    read: Any = page_for(user, page.pk)
    assert bool(read.may_edit) == can_edit(user, page)
    assert bool(read.may_comment) == can_comment(user, page)
    assert bool(read.may_manage) == can_manage_space(user, page.space)
    visible = {each.pk for each in Page.objects.visible_to(user)}
    assert [each.pk for each in family(user, read).above] == [pk for pk in page.ancestor_ids if pk in visible]


def names(user: Actor, query: str = "visible_to") -> set[str]:
    return set(getattr(Page.objects.all(), query)(user).values_list("title", flat=True))


def test_the_table(cast: Cast, page_of: MakePage) -> None:
    """Open and restricted space × drafts, view gates, nested gates, team grants, edit gates, trash."""
    page_of("Open space", space=cast.moss)
    page_of("Open draft", space=cast.moss, draft=True)
    top = page_of("Top")
    page_of("Draft", parent=top, draft=True)
    gated = page_of("For ravi", parent=top)
    restrict_page(gated, by=cast.ben, action="view", users=[cast.ravi], teams=[])
    nested = page_of("For ravi and the crew", parent=gated)
    restrict_page(nested, by=cast.ben, action="view", users=[cast.ravi], teams=[cast.crew])
    page_of("Below both", parent=nested)
    crew = page_of("For the crew", parent=top)
    restrict_page(crew, by=cast.ada, action="view", users=[], teams=[cast.crew])
    kept = page_of("Ben writes", parent=top)
    restrict_page(kept, by=cast.ben, action="edit", users=[cast.cleo], teams=[])
    page_of("Ben drafts", parent=kept, draft=True)
    thrown = page_of("Thrown", parent=top)
    page_of("Thrown along", parent=thrown)
    trash_page(thrown, by=cast.ben)
    assert_agreement(cast)
    assert names(cast.sam) == {"Open space", "Open draft"}
    assert names(cast.gus) == {"Top", "Ben writes"}
    assert names(cast.ravi) >= {"For ravi", "For ravi and the crew", "Below both"}
    assert "For ravi" not in names(cast.cleo) and "For ravi and the crew" not in names(cast.cleo)
    assert "For the crew" in names(cast.cleo)
    assert "Ben writes" not in names(cast.ada, "editable_by")
    assert "Ben drafts" not in names(cast.ada)
    assert "Ben writes" not in names(cast.cleo, "editable_by")  # a grant narrows, it never gives a role
    assert not {"Thrown", "Thrown along"} & names(cast.ada)
    assert all(sentence(SYSTEM, top) for sentence in SENTENCES.values())


def test_a_person_without_access_is_a_stranger(cast: Cast, page_of: MakePage) -> None:
    page = page_of("Herd")
    restrict_page(page, by=cast.ben, action="view", users=[cast.ravi], teams=[])
    cast.ravi.is_active = False
    cast.ravi.save()
    assert names(cast.ravi) == set()
    assert_agreement(cast)


Step = tuple[str, int, int, set[str]]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["view", "edit", "lift view", "lift edit", "move", "trash", "child", "draft"]),
        st.integers(0, 7),
        st.integers(0, 7),
        st.sets(st.sampled_from(["ben", "cleo", "ravi", "gus", "crew"]), max_size=3),
    ),
    min_size=3,
    max_size=9,
)


@pytest.mark.django_db
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_random_trees_of_restrictions(
    cast: Cast, page_of: MakePage, steps: list[tuple[str, int, int, set[str]]]
) -> None:

    with transaction.atomic():
        page_of("0")
        for step in steps:
            take(cast, page_of, *step)
        assert_agreement(cast)
        assert_gates(cast)
        transaction.set_rollback(True)


def take(cast: Cast, page_of: MakePage, what: str, first: int, second: int, who: set[str]) -> None:
    pages = list(Page.objects.filter(trashing=None).select_related("space").order_by("pk"))
    if not pages:
        return
    page, other = pages[first % len(pages)], pages[second % len(pages)]
    users = [getattr(cast, name) for name in who if name != "crew"]
    teams = [cast.crew] if "crew" in who else []
    if what in ("view", "edit"):
        restrict_page(page, by=SYSTEM, action=what, users=users, teams=teams)
    elif what.startswith("lift"):
        lift_restriction(page, by=SYSTEM, action=what[5:])
    elif what in ("child", "draft"):
        page_of(str(Page.objects.count()), parent=page, by=SYSTEM, draft=what == "draft")
    elif what == "trash":
        trash_page(page, by=SYSTEM)
    elif page.pk not in [other.pk, *other.ancestor_ids]:
        move_page(page, by=SYSTEM, parent=other)


def assert_gates(cast: Cast) -> None:
    """The stored columns say what walking up the tree says."""
    for page in Page.objects.all():
        above, parent = [], page.parent
        while parent is not None:
            above.insert(0, parent)
            parent = parent.parent
        assert page.ancestor_ids == [each.pk for each in above]
        for action in ("view", "edit"):
            held = [r for each in [*above, page] for r in each.restrictions.filter(action=action)]
            gate = getattr(page, f"{action}_gate")
            assert gate == (held[-1] if held else None)
            assert set(gate.chain.all() if gate else []) == set(held)
