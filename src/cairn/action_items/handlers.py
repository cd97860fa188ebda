"""What action items do when something happened elsewhere."""

from cairn.action_items.operations import (
    AssignedThread,
    follow_assignment,
    follow_resolution,
    forget_thread,
    sync_action_items,
)
from cairn.activity.models import Event
from cairn.pages.models import Page
from cairn.people.actors import SYSTEM
from cairn.people.models import User

DECIDES_ASSIGNMENT = ("thread.assigned", "thread.unassigned")
DECIDES_STATE = ("thread.resolved", "thread.reopened")


def on_published(event: Event) -> None:
    page = _page(event, "published__by", "space")
    if page is not None:
        sync_action_items(page, by=SYSTEM, quietly=bool(event.data.get("copied")))


def on_thread_assigned(event: Event) -> None:
    """An event that a later one has overtaken changes nothing, in whichever order they are handled."""
    page = _page(event)
    if page is None or event.target_id is None or _is_overtaken(event, DECIDES_ASSIGNMENT):
        return
    if event.name == "thread.unassigned":
        forget_thread(page, event.target_id, by=event.by or SYSTEM)
        return
    assignee = User.objects.filter(pk=event.data["assignee"]).first()
    if assignee is not None:
        thread = AssignedThread(event.target_id, page, assignee, event.data.get("text", ""))
        follow_assignment(thread, by=event.by or SYSTEM)


def on_thread_decided(event: Event) -> None:
    """Resolved or reopened in the thread itself: its item is ticked or unticked."""
    page = _page(event)
    if (
        page is None
        or event.target_id is None
        or event.data.get("through") == "action_item"
        or _is_overtaken(event, DECIDES_STATE)
    ):
        return
    follow_resolution(page, event.target_id, by=event.by or SYSTEM, resolved=event.name == "thread.resolved")


def on_comment_deleted(event: Event) -> None:
    page = _page(event)
    if page is not None and event.data.get("thread_gone"):
        forget_thread(page, event.data["thread"], by=event.by or SYSTEM)


def _page(event: Event, *related: str) -> Page | None:
    return Page.objects.select_related(*related or ("space",)).filter(pk=event.page_id or 0).first()


def _is_overtaken(event: Event, names: tuple[str, ...]) -> bool:
    later = Event.objects.filter(page_id=event.page_id, pk__gt=event.pk)
    return later.filter(name__in=names, target_id=event.target_id).exists()
