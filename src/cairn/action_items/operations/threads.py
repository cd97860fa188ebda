"""Action items that are threads assigned to somebody: they stand in no text, and follow the thread's events."""

from __future__ import annotations

from dataclasses import dataclass

from cairn.action_items.models import ActionItem, Completion
from cairn.action_items.operations.completion import facts
from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.pages.models import Page
from cairn.people.actors import Actor, user_of
from cairn.people.models import User


@dataclass(frozen=True, slots=True)
class AssignedThread:
    pk: int
    page: Page
    assignee: User
    text: str

    @property
    def local_id(self) -> str:
        return local_id_of(self.pk)


def local_id_of(thread: int) -> str:
    return f"thread-{thread}"


def follow_assignment(thread: AssignedThread, *, by: Actor) -> None:
    """Make it an action item of its assignee. Running it again changes nothing."""
    with atomic():
        item = thread.page.action_items.filter(local_id=thread.local_id).first()
        if item is not None and item.assignee_id == thread.assignee.pk and item.removed_at is None:
            return
        item = item or ActionItem(page=thread.page, local_id=thread.local_id)
        item.assignee, item.text, item.removed_at = thread.assignee, thread.text, None
        item.save()
        record("action_item.assigned", by=by, **facts(item))


def forget_thread(page: Page, thread: int, *, by: Actor) -> None:
    """It is assigned to nobody any more, or gone."""
    with atomic():
        item = page.action_items.filter(local_id=local_id_of(thread), removed_at=None).first()
        if item is not None:
            ActionItem.objects.filter(pk=item.pk).update(removed_at=now())
            record("action_item.removed", by=by, **facts(item))


def follow_resolution(page: Page, thread: int, *, by: Actor, resolved: bool) -> None:
    """Tick the thread's item when the thread was resolved, untick it when it was reopened."""
    with atomic():
        item = page.action_items.filter(local_id=local_id_of(thread), removed_at=None).first()
        if item is None:
            return
        if resolved:
            changed = Completion.objects.get_or_create(item=item, defaults={"by": user_of(by)})[1]
        else:
            changed = bool(Completion.objects.filter(item=item).delete()[0])
        if changed:
            ActionItem.objects.filter(pk=item.pk).update(state_at=now())
            record(
                "action_item.completed" if resolved else "action_item.reopened", by=by, through="thread", **facts(item)
            )
