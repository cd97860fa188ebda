"""Who hears of what came along with a copy."""

from collections.abc import Callable
from typing import Any

from tests.cast import Cast

from cairn.action_items.models import ActionItem
from cairn.notifications.models import Notification
from cairn.pages.operations import begin_copy, copy_page, create_page, publish_page
from cairn.people.models import User

RunJobs = Callable[[], int]


def body_for(person: User) -> dict[str, Any]:
    mention = {"type": "mention", "attrs": {"id": str(person.pk), "text": f"@{person.name}"}}
    task = {"type": "taskItem", "attrs": {"localId": "t", "state": "DONE"}}
    tasks = {"type": "taskList", "attrs": {"localId": "l"}}
    words = {"type": "text", "text": " carries stones"}
    return {"version": 1, "type": "doc", "content": [
        {"type": "paragraph", "content": [mention, words]}, {**tasks, "content": [{**task, "content": [mention, words]}]},
    ]}  # fmt: skip


def test_what_came_along_calls_nobody(cast: Cast, run_jobs: RunJobs) -> None:
    """Neither by name nor one by one; whoever has action items there hears of all at once."""
    root = create_page(cast.stone, by=cast.ben, title="Root", body=body_for(cast.cleo))
    leaf = create_page(cast.stone, by=cast.ben, title="Leaf", parent=root, body=body_for(cast.cleo))
    for page in (root, leaf):
        publish_page(page, by=cast.ben)
    run_jobs()
    Notification.objects.all().delete()
    begin_copy(root, by=cast.ben, space=cast.stone, parent=None)
    run_jobs()
    heard = Notification.objects.filter(user=cast.cleo)
    assert list(heard.values_list("reason", "excerpt")) == [("items_copied", "2 action items are yours there")]
    items = ActionItem.objects.filter(page__title__in=("Copy of Root", "Leaf"), completion=None)
    assert set(items.values_list("assignee", flat=True)) == {cast.cleo.pk} and items.count() == 2

    heard.delete()
    publish_page(copy_page(root, by=cast.ben), by=cast.ben)
    run_jobs()
    assert set(heard.values_list("reason", flat=True)) == {"assigned"}
