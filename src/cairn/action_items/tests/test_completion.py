"""Ticking in the reading view and in lists."""

from collections.abc import Callable

import pytest
import time_machine
from tests.cast import Cast, SignIn

from cairn import documents
from cairn.action_items import access
from cairn.action_items.models import ActionItem, Completion
from cairn.activity.models import Event
from cairn.livedocs import log
from cairn.pages.models import Page
from cairn.pages.operations import restrict_page
from cairn.people.actors import SYSTEM

HTMX = {"HX-Request": "true"}
RIGHTS = {"visible_to": access.can_view_action_item, "completable_by": access.can_complete}


@pytest.fixture
def items(page: Page, run_jobs: Callable[[], int]) -> dict[str, ActionItem]:
    run_jobs()
    return {item.local_id: item for item in ActionItem.objects.all()}


def states(page: Page) -> list[bool]:
    return [item.done for item in documents.action_items(documents.adf_from_doc(log.load(page.document_id)))]


def test_who_may(cast: Cast, as_: SignIn, items: dict[str, ActionItem]) -> None:
    """Editors may tick any; Cleo, who may only comment, her own."""
    expected = {
        "a": {"Ada": 200, "Ben": 200, "Cleo": 200, "Ravi": 403, "Gus": 403, "Sam": 404},
        "b": {"Ada": 200, "Ben": 200, "Cleo": 403, "Ravi": 403, "Gus": 403, "Sam": 404},
    }
    for key, item in items.items():
        for user in cast.all():
            address, client = f"/action-items/{item.pk}/completion/", as_(user)
            assert client.put(address, headers=HTMX).status_code == expected[key][user.name], (key, user)
            assert Completion.objects.filter(item=item, by=user).exists() == (expected[key][user.name] == 200)
            client.delete(address, headers=HTMX)
            assert not Completion.objects.exists()


def test_the_draft_learns_of_it(cast: Cast, as_: SignIn, page: Page, items: dict[str, ActionItem]) -> None:
    address = f"/action-items/{items['a'].pk}/completion/"
    box = as_(cast.cleo).put(address, headers=HTMX).content.decode()
    assert states(page) == [True, False] and "checked" in box and "hx-delete" in box
    as_(cast.cleo).put(address, headers=HTMX)
    assert Event.objects.filter(name="action_item.completed").count() == 1
    as_(cast.cleo).delete(address, headers=HTMX)
    assert states(page) == [False, False]
    assert Event.objects.filter(name="action_item.reopened").count() == 1


@pytest.mark.parametrize("right", RIGHTS)
def test_sentence_and_query_agree(cast: Cast, page: Page, items: dict[str, ActionItem], right: str) -> None:
    for restricted in (False, True):
        if restricted:
            restrict_page(page, by=cast.ben, action="view", users=[cast.ben, cast.cleo], teams=[])
            ActionItem.objects.filter(local_id="b").update(removed_at=page.created_at)
        for user in [*cast.all(), SYSTEM]:
            listed = set(getattr(ActionItem.objects.all(), right)(user))
            every = ActionItem.objects.select_related("page__space")
            assert listed == {item for item in every if RIGHTS[right](user, item)}, (user, right)


def test_my_list(cast: Cast, as_: SignIn, page: Page, items: dict[str, ActionItem]) -> None:
    ActionItem.objects.filter(local_id="b").update(assignee=cast.cleo)
    with time_machine.travel("2026-12-05 09:00Z", tick=False):
        listed = as_(cast.cleo).get("/action-items/", headers=HTMX).content.decode()
    assert listed.index("carry stones") < listed.index("Mix mortar")
    assert "Overdue, was due yesterday" in listed and "<html" not in listed
    assert "carry stones" not in as_(cast.ben).get("/action-items/").content.decode()
    row = as_(cast.cleo).put(f"/action-items/{items['a'].pk}/completion/?in=list", headers=HTMX).content.decode()
    assert "is-done" in row and "carry stones" in row
    assert set(ActionItem.objects.open_for(cast.cleo)) == {items["b"]}


def test_reading_shows_the_state_of_now(cast: Cast, as_: SignIn, page: Page, items: dict[str, ActionItem]) -> None:
    from django.test import RequestFactory

    from cairn.action_items.overlay import boxes
    from cairn.pages.loaders import page_for

    Completion.objects.create(item=items["b"], by=cast.ada)

    def read(user: object) -> list[str]:
        request = RequestFactory().get("/")
        request.user = user  # type: ignore[assignment]
        html = boxes(request, page_for(user, page.pk), page.published.html)  # type: ignore[arg-type, union-attr]
        return html.split("<li ")[1:]

    for user, may in {cast.ben: [True, True], cast.cleo: [True, False], cast.ravi: [False, False]}.items():
        first, second = read(user)
        assert [" disabled" not in first, " disabled" not in second] == may
        assert 'data-state="TODO"' in first and 'data-state="DONE"' in second
        assert "Make a decision about" in first and "Make a decision about" not in second
        assert " checked" not in first and " checked" in second and "Done by Ada" in second
