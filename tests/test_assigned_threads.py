"""A thread that is assigned to somebody is an action item of hers until it is resolved."""

from collections.abc import Callable

import pytest

from cairn.action_items.models import ActionItem
from cairn.action_items.operations import complete_action_item, reopen_action_item
from cairn.comments.models import Assignment, Resolution, Thread
from cairn.comments.operations import assign_thread, delete_comment, start_thread
from cairn.documents import from_markdown
from cairn.pages.operations import create_page, publish_page
from cairn.people.models import User
from tests.cast import Cast, SignIn

HTMX = {"HX-Request": "true"}
Jobs = Callable[[], int]


@pytest.fixture
def thread(cast: Cast) -> Thread:
    """Cleo's, on a passage of a page of Ben's."""
    page = create_page(cast.stone, by=cast.ben, title="Bridge", body=from_markdown("A bridge of stone.").body)
    publish_page(page, by=cast.ben)
    return start_thread(page, by=cast.cleo, body="Who asks the *mason*?", quote="bridge of stone")


def assign(as_: SignIn, by: User, thread: Thread, person: User) -> int:
    return as_(by).post(f"/threads/{thread.pk}/assignment/", {"person": person.pk}, headers=HTMX).status_code


def test_assigned_it_is_an_action_item(cast: Cast, as_: SignIn, thread: Thread, run_jobs: Jobs) -> None:
    assert {u.name: assign(as_, u, thread, cast.ravi) for u in (cast.ravi, cast.sam)} == {"Ravi": 403, "Sam": 404}
    assert assign(as_, cast.cleo, thread, cast.sam) == 422  # who can't see it can't be asked
    assert assign(as_, cast.cleo, thread, cast.ravi) == 200
    run_jobs()
    item = ActionItem.objects.visible_to(cast.ravi).get()
    assert (item.text, item.assignee, item.is_done) == ("Who asks the mason?", cast.ravi, False)
    assert item.get_absolute_url() == thread.get_absolute_url()
    assert b"Assigned to Ravi" in as_(cast.ben).get(f"/pages/{thread.page_id}/threads/").content
    # whose it is may resolve it, though she is a reader
    assert as_(cast.ravi).post(f"/threads/{thread.pk}/resolution/", headers=HTMX).status_code == 200
    run_jobs()
    assert ActionItem.objects.get().is_done
    as_(cast.ben).delete(f"/threads/{thread.pk}/resolution/", headers=HTMX)
    run_jobs()
    assert not ActionItem.objects.get().is_done
    assert assign(as_, cast.cleo, thread, cast.ben) == 200
    run_jobs()
    assert ActionItem.objects.get().assignee == cast.ben
    assert as_(cast.cleo).delete(f"/threads/{thread.pk}/assignment/", headers=HTMX).status_code == 200
    run_jobs()
    assert not ActionItem.objects.visible_to(cast.ben).exists() and not Assignment.objects.exists()


def test_its_box_resolves_the_thread(cast: Cast, thread: Thread, run_jobs: Jobs) -> None:
    assign_thread(thread, by=cast.cleo, person=cast.ravi)
    run_jobs()
    item = ActionItem.objects.get()
    complete_action_item(item, by=cast.ravi)
    run_jobs()
    assert Resolution.objects.get(thread=thread).by == cast.ravi
    reopen_action_item(ActionItem.objects.get(), by=cast.ravi)
    complete_action_item(ActionItem.objects.get(), by=cast.ravi)
    reopen_action_item(ActionItem.objects.get(), by=cast.ravi)
    run_jobs()
    assert not Resolution.objects.exists() and not ActionItem.objects.get().is_done
    delete_comment(thread.comments.get(), by=cast.cleo)
    run_jobs()
    assert not ActionItem.objects.visible_to(cast.ravi).exists()
