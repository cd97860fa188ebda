"""The rows follow the published page."""

from collections.abc import Callable
from datetime import date

import pytest
from tests.cast import Cast

from cairn import documents
from cairn.action_items.models import ActionItem, Completion
from cairn.action_items.operations import complete_action_item, reopen_action_item, sync_action_items
from cairn.action_items.operations.registry import _words_alone
from cairn.action_items.tests.conftest import DUE, task, tasks
from cairn.activity.models import Event
from cairn.documents import ActionItemNode, Adf
from cairn.documents.text import date_text, timestamp_of
from cairn.livedocs import log
from cairn.pages.models import Page
from cairn.pages.operations import publish_page
from cairn.people.models import User

Jobs = Callable[[], int]


def rewrite(page: Page, body: Adf, *, by: User) -> None:
    log.edit(page.document_id, lambda doc: documents.fill_doc(doc, body), by=by)
    publish_page(page, by=by)


def test_publishing_lists_them(cast: Cast, page: Page, run_jobs: Jobs) -> None:
    run_jobs()
    rows = list(ActionItem.objects.order_by("position").values_list("local_id", "text", "assignee__name", "due"))
    assert rows == [("a", "carry stones", "Cleo", DUE), ("b", "Mix mortar", None, None)]
    event = Event.objects.get(name="action_item.assigned")
    assert event.by == cast.ben and event.data["assignee"] == cast.cleo.pk and event.data["due"] == "2026-12-04"


def test_changed_taken_out_and_back(cast: Cast, page: Page, run_jobs: Jobs) -> None:
    run_jobs()
    rewrite(page, tasks(task("a", " carry all stones", whose=cast.ben)), by=cast.ben)
    run_jobs()
    first, second = ActionItem.objects.order_by("local_id")
    assert (first.text, first.assignee, first.due) == ("carry all stones", cast.ben, None)
    assert second.removed_at is not None and not ActionItem.objects.visible_to(cast.ada).filter(pk=second.pk)
    rewrite(page, tasks(task("a", " carry all stones", whose=cast.ben), task("b", "Mix mortar")), by=cast.ben)
    run_jobs()
    second.refresh_from_db()
    assert second.removed_at is None
    assert Event.objects.filter(name="action_item.assigned").count() == 2


def test_a_box_ticked_in_the_editor_counts_when_it_is_published(cast: Cast, page: Page, run_jobs: Jobs) -> None:
    run_jobs()
    log.edit(page.document_id, lambda doc: documents.set_node_attrs(doc, "b", state="DONE"), by=cast.ada)
    assert not Completion.objects.exists()
    version = publish_page(page, by=cast.ben)
    run_jobs()
    completion = Completion.objects.get()
    assert (completion.item.local_id, completion.by, completion.at) == ("b", cast.ben, version.at)
    assert Event.objects.filter(name="action_item.completed").count() == 1


@pytest.mark.parametrize("state", ["DONE", "TODO"])
def test_running_late_or_twice_changes_nothing(cast: Cast, page: Page, run_jobs: Jobs, state: str) -> None:
    """Somebody ticks between the publication and its handler, or the handler runs again after that."""
    run_jobs()
    item = ActionItem.objects.get(local_id="b")
    if state == "TODO":
        complete_action_item(item, by=cast.ben)
        publish_page(page, by=cast.ben)
        reopen_action_item(item, by=cast.ben)
    else:
        complete_action_item(item, by=cast.ben)
    for _ in range(2):
        sync_action_items(Page.objects.select_related("published__by").get(pk=page.pk))
    assert Completion.objects.exists() == (state == "DONE")
    assert not Event.objects.filter(name="action_item.completed").exclude(by=cast.ben).exists()


def test_a_tick_survives_the_next_publication(cast: Cast, page: Page, run_jobs: Jobs) -> None:
    run_jobs()
    complete_action_item(ActionItem.objects.get(local_id="a"), by=cast.cleo)
    version = publish_page(page, by=cast.ben)
    run_jobs()
    assert documents.action_items(version.body)[0].done
    assert Completion.objects.get().by == cast.cleo


def test_the_word_before_a_day_goes_with_it() -> None:
    day = date(2026, 12, 4)
    for said, kept in (("Send it by {}", "Send it"), ("By {} send it", "By send it"), ("Stand by, {}", "Stand by")):
        node = ActionItemNode("1", said.format(date_text({"timestamp": timestamp_of(day)})), None, day, False)
        assert _words_alone(node, None) == kept
