"""What comments do when something happened elsewhere."""

from cairn.activity.models import Event
from cairn.comments.access import can_resolve
from cairn.comments.models import Thread
from cairn.comments.operations import follow_passages, reopen_thread, resolve_thread
from cairn.core.ids import number
from cairn.pages.models import Page
from cairn.people.actors import SYSTEM


def on_published(event: Event) -> None:
    page = Page.objects.select_related("published").filter(pk=event.page_id or 0).first()
    if page is not None:
        follow_passages(page, by=SYSTEM)


def on_item_decided(event: Event) -> None:
    """The box of a thread's action item was ticked or unticked in a list: the thread is resolved or reopened.

    What a thread itself did to its item (`through`) does not come back to it.
    """
    pk = number(str(event.data.get("local_id", "")).removeprefix("thread-"))
    if pk is None or event.data.get("through") or event.by is None:
        return
    thread = Thread.objects.select_related("page__space", "assignment").filter(pk=pk, page=event.page_id).first()
    if thread is None or not can_resolve(event.by, thread):
        return
    decide = resolve_thread if event.name == "action_item.completed" else reopen_thread
    decide(thread, by=event.by, through="action_item")
