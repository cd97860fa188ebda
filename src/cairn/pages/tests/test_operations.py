"""The operations beneath the views: what they refuse, and what they leave behind."""

import pytest
from tests.cast import Cast

from cairn.activity.models import Event
from cairn.core.errors import Conflict, Forbidden, Invalid, Missing
from cairn.documents import fill_doc
from cairn.livedocs.log import edit
from cairn.pages.drafts import unpublished
from cairn.pages.models import Page, Restriction
from cairn.pages.operations import (
    begin_page,
    create_page,
    label_page,
    lift_restriction,
    move_page,
    publish_page,
    rename_page,
    replace_body,
    restore_page,
    restrict_page,
    revert_page,
    take_over_page,
    trash_page,
)
from cairn.pages.restrictions import restriction_of, state_of
from cairn.pages.tests.conftest import MakePage, body

pytestmark = pytest.mark.django_db


def last_event() -> str:
    return Event.objects.latest("pk").name


def test_publish_makes_one_version_and_then_refuses(cast: Cast, page_of: MakePage) -> None:
    page = page_of("Herd", draft=True)
    with pytest.raises(Forbidden):
        publish_page(page, by=cast.ravi)
    version = publish_page(page, by=cast.ben, message="  First  words ")
    assert (version.number, version.message, version.by) == (1, "First words", cast.ben)
    assert "Words of Herd" in version.html
    assert last_event() == "page.published"
    with pytest.raises(Conflict, match="Nothing has changed since version 1"):
        publish_page(page, by=cast.ben)
    rename_page(page, by=cast.ben, title="Herds")
    assert publish_page(page, by=cast.ben).number == 2


def test_publish_holds_what_everybody_wrote(cast: Cast, page_of: MakePage) -> None:
    page = page_of("Herd")
    assert unpublished(page) is None
    replace_body(page, by=cast.ada, body=body("Ada was here"))
    draft = unpublished(page)
    assert draft and draft.by == cast.ada
    assert publish_page(page, by=cast.ben).text == "Ada was here"
    page.refresh_from_db()
    assert unpublished(page) is None


def test_action_items_keep_their_ids(cast: Cast, page_of: MakePage) -> None:
    page = page_of("Herd")
    tasks = {"type": "taskList", "attrs": {"localId": ""}, "content": [
        {"type": "taskItem", "attrs": {"localId": "", "state": "TODO"}, "content": [{"type": "text", "text": "Shear"}]}
    ]}  # fmt: skip
    edit(page.document_id, lambda doc: fill_doc(doc, {"version": 1, "type": "doc", "content": [tasks]}), by=cast.ben)
    first = publish_page(page, by=cast.ben).body["content"][0]["content"][0]["attrs"]["localId"]
    rename_page(page, by=cast.ben, title="Herds")
    assert first
    assert publish_page(page, by=cast.ben).body["content"][0]["content"][0]["attrs"]["localId"] == first


@pytest.mark.parametrize(("title", "stored"), [("  A \n title ", "A title"), ("x" * 250, "x" * 250)])
def test_titles(cast: Cast, title: str, stored: str) -> None:
    assert create_page(cast.stone, by=cast.ben, title=title).title == stored


@pytest.mark.parametrize("title", ["", "   ", "x" * 251, "x" * 10_000])
def test_titles_refused(cast: Cast, page_of: MakePage, title: str) -> None:
    with pytest.raises(Invalid):
        rename_page(page_of("Herd"), by=cast.ben, title=title)
    assert Page.objects.get().title == "Herd"


def test_broken_body_is_refused_with_its_place(cast: Cast, page_of: MakePage) -> None:
    page = page_of("Herd")
    broken = {"version": 1, "type": "doc", "content": [{"type": "paragraph", "content": [{"type": "marquee"}]}]}
    with pytest.raises(Invalid) as refused:
        replace_body(page, by=cast.ben, body=broken)
    assert refused.value.fields["body"].startswith("content/0")


def test_create_needs_the_right_there(cast: Cast, page_of: MakePage) -> None:
    for user in (cast.cleo, cast.ravi, cast.gus, cast.sam):
        with pytest.raises(Forbidden):
            create_page(cast.stone, by=user, title="No")
    parent = page_of("Herd")
    with pytest.raises(Missing):
        create_page(cast.moss, by=cast.ben, title="No", parent=parent)
    child = create_page(cast.stone, by=cast.ben, title="Yes", parent=parent)
    assert child.path == f"/{parent.pk}/"


def test_an_untouched_draft_is_given_again(cast: Cast) -> None:
    page = begin_page(cast.stone, by=cast.ben)
    assert begin_page(cast.stone, by=cast.ben) == page
    assert begin_page(cast.stone, by=cast.ada) != page
    rename_page(page, by=cast.ben, title="Begun")
    assert begin_page(cast.stone, by=cast.ben) != page


def test_move_takes_all_below_along(cast: Cast, page_of: MakePage) -> None:
    top, other = page_of("Top"), page_of("Other")
    child = page_of("Child", parent=top)
    leaf = page_of("Leaf", parent=child)
    for target in (top, child, leaf):
        with pytest.raises(Conflict):
            move_page(top, by=cast.ben, parent=target)
    with pytest.raises(Forbidden):
        move_page(child, by=cast.cleo, parent=other)
    move_page(child, by=cast.ben, parent=other)
    leaf.refresh_from_db()
    assert leaf.ancestor_ids == [other.pk, child.pk]
    move_page(child, by=cast.ben, parent=None, space=cast.moss)
    leaf.refresh_from_db()
    assert (leaf.space, leaf.ancestor_ids) == (cast.moss, [child.pk])
    assert last_event() == "page.moved"


def test_move_orders_siblings(cast: Cast, page_of: MakePage) -> None:
    pages = {name: page_of(name) for name in "abcd"}

    def order() -> str:
        return "".join(Page.objects.filter(parent=None).order_by("position", "pk").values_list("title", flat=True))

    assert order() == "abcd"
    move_page(pages["d"], by=cast.ben, parent=None)
    assert order() == "dabc"
    for _ in range(12):  # more halvings than the step has room for
        move_page(pages["c"], by=cast.ben, parent=None, after=Page.objects.get(title="d"))
        move_page(pages["b"], by=cast.ben, parent=None, after=Page.objects.get(title="d"))
    assert order() == "dbca"


def test_restrictions_are_inherited_and_follow_moves(cast: Cast, page_of: MakePage) -> None:
    top, other = page_of("Top"), page_of("Other")
    child = page_of("Child", parent=top)
    restrict_page(top, by=cast.ben, action="view", users=[cast.ravi], teams=[])
    assert set(Page.objects.visible_to(cast.gus)) == {other}
    assert set(Page.objects.visible_to(cast.ravi)) == {top, other, child}
    restrict_page(child, by=cast.ben, action="view", users=[cast.gus], teams=[cast.crew])
    assert child not in Page.objects.visible_to(cast.ravi)
    assert child not in Page.objects.visible_to(cast.gus)
    move_page(child, by=cast.ben, parent=other, opens=True)
    assert child in Page.objects.visible_to(cast.gus)
    assert child in Page.objects.visible_to(cast.cleo)
    lift_restriction(child, by=cast.ben, action="view")
    assert child in Page.objects.visible_to(cast.ravi)
    assert not Restriction.objects.filter(page=child).exists()


def test_two_people_restricting_at_once(cast: Cast, page_of: MakePage) -> None:
    page = page_of("Top")
    seen = state_of(restriction_of(page, "view"))
    restrict_page(page, by=cast.ben, action="view", users=[cast.ada], teams=[], seen=seen)
    with pytest.raises(Conflict, match="Ben changed this"):
        restrict_page(page, by=cast.ada, action="view", users=[cast.cleo], teams=[], seen=seen)
    kept = restriction_of(page, "view")
    assert kept and {grant.user for grant in kept.grants.all()} == {cast.ada, cast.ben}


def test_take_over(cast: Cast, page_of: MakePage) -> None:
    page = page_of("Secret")
    child = page_of("Deeper", parent=page)
    restrict_page(page, by=cast.ben, action="view", users=[], teams=[])
    restrict_page(child, by=cast.ben, action="edit", users=[], teams=[])
    assert child not in Page.objects.visible_to(cast.ada)
    with pytest.raises(Forbidden):
        take_over_page(child, by=cast.cleo)
    take_over_page(child, by=cast.ada)
    assert child in Page.objects.editable_by(cast.ada)
    assert Event.objects.latest("pk").data["users"] == [cast.ben.pk]


def test_trash_and_restore(cast: Cast, page_of: MakePage) -> None:
    top = page_of("Top")
    child = page_of("Child", parent=top)
    hidden = page_of("Hidden", parent=top, by=cast.ada)
    restrict_page(hidden, by=cast.ada, action="view", users=[], teams=[])
    with pytest.raises(Forbidden):
        trash_page(top, by=cast.ben)
    lift_restriction(hidden, by=cast.ada, action="view")
    trash_page(child, by=cast.ben)
    trash_page(top, by=cast.ben)
    assert not Page.objects.visible_to(cast.ada).exists()
    assert set(Page.objects.restorable_by(cast.ben)) == {top, child}
    assert not Page.objects.restorable_by(cast.cleo).exists()
    child.refresh_from_db()
    with pytest.raises(Forbidden):
        restore_page(child, by=cast.ravi)
    restore_page(child, by=cast.ben)
    child.refresh_from_db()
    assert (child.parent, child.path, child.trashing) == (None, "/", None)
    restore_page(top, by=cast.ben)
    assert set(Page.objects.visible_to(cast.ravi)) == {top, child, hidden}
    with pytest.raises(Conflict):
        restore_page(top, by=cast.ben)


def test_revert(cast: Cast, page_of: MakePage) -> None:
    page = page_of("Herd", body=body("One"))
    first = page.versions.get(number=1)
    replace_body(page, by=cast.ben, body=body("Two"))
    publish_page(page, by=cast.ben)
    newest = revert_page(page, by=cast.ben, version=first)
    assert (newest.number, newest.text) == (3, "One")


def test_labels(cast: Cast, page_of: MakePage) -> None:
    page = page_of("Herd")
    assert label_page(page, by=cast.ben, labels=["Post Mortem", "post-mortem", " a "]) == ["a", "post-mortem"]
    with pytest.raises(Forbidden):
        label_page(page, by=cast.cleo, labels=["x"])
    with pytest.raises(Invalid):
        label_page(page, by=cast.ben, labels=["x" * 61])
    assert set(page.labels.values_list("name", flat=True)) == {"a", "post-mortem"}
