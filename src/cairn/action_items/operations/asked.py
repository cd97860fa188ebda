"""Action items that an app above asks for on a page: they stand in no text, and are settled by what they wait for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cairn.action_items.models import ActionItem, Completion
from cairn.action_items.operations.completion import facts
from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.pages.models import Page
from cairn.people.actors import Actor, System
from cairn.people.models import User


@dataclass(frozen=True)
class Wanted:
    """`key` begins with a prefix of NOT_IN_TEXT, one item for each key of a page. `is_told` with others: no notice."""

    key: str
    assignee: User | None
    text: str
    due: date | None = None
    is_told: bool = False


def ask_on_page(page: Page, wanted: Wanted, *, by: Actor) -> ActionItem:
    """Whoever calls has asked for the right. Asking again changes nothing but what is said anew: whom, what, by when;
    one that was settled by itself or taken away is open again. What a person ticked stays.
    """
    with atomic():
        item = _item_now(page, wanted.key)
        if item is None:
            item = ActionItem(page=page, local_id=wanted.key)
        elif Completion.objects.filter(item=item, by=None).delete()[0]:
            item.state_at = now()
            record("action_item.reopened", by=by, through="page", **facts(item))
        elif Completion.objects.filter(item=item).exists():
            return item
        before = (item.assignee_id, item.removed_at) if item.pk else None
        item.assignee, item.text, item.due, item.removed_at = wanted.assignee, wanted.text, wanted.due, None
        item.save()
        if before != (item.assignee_id, None):
            record("action_item.assigned", by=by, quiet=wanted.is_told, **facts(item))
    return item


def settle_on_page(page: Page, *, by: System, key: str) -> None:
    """What it waited for has happened. Running it again changes nothing."""
    with atomic():
        item = _item_now(page, key)
        if item is not None and item.removed_at is None and not Completion.objects.filter(item=item).exists():
            Completion.objects.create(item=item)
            ActionItem.objects.filter(pk=item.pk).update(state_at=now())
            record("action_item.completed", by=by, through="page", **facts(item))


def drop_from_page(page: Page, *, by: Actor, key: str) -> None:
    """Nobody has to do it any more; whoever calls has asked for the right."""
    with atomic():
        item = _item_now(page, key)
        if item is not None and item.removed_at is None:
            ActionItem.objects.filter(pk=item.pk).update(removed_at=now())
            record("action_item.removed", by=by, **facts(item))


def _item_now(page: Page, key: str) -> ActionItem | None:
    """Who asks for one of this page, settles or drops one does it after the other."""
    Page.objects.select_for_update().filter(pk=page.pk).values_list("pk", flat=True).get()
    return page.action_items.select_related("page").filter(local_id=key).first()
