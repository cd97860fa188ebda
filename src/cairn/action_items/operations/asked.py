"""Action items that an app above asks for on a page: they stand in no text, and are settled by what they wait for."""

from cairn.action_items.models import ActionItem, Completion
from cairn.action_items.operations.completion import facts
from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.pages.models import Page
from cairn.people.actors import System
from cairn.people.models import User


def ask_on_page(page: Page, *, by: System, key: str, assignee: User | None, text: str) -> ActionItem:
    """One item for each `key` of a page, which begins with a prefix of NOT_IN_TEXT.

    Asking again changes nothing, unless it was settled by itself: then it is open again. What a person ticked stays.
    """
    with atomic():
        Page.objects.select_for_update().filter(pk=page.pk).values_list("pk", flat=True).get()
        item = page.action_items.filter(local_id=key).first()
        if item is None:
            item = ActionItem.objects.create(page=page, local_id=key, assignee=assignee, text=text)
            record("action_item.assigned", by=by, **facts(item))
        elif Completion.objects.filter(item=item, by=None).delete()[0]:
            ActionItem.objects.filter(pk=item.pk).update(state_at=now())
            record("action_item.reopened", by=by, through="page", **facts(item))
    return item


def settle_on_page(page: Page, *, by: System, key: str) -> None:
    """What it waited for has happened. Running it again changes nothing."""
    with atomic():
        Page.objects.select_for_update().filter(pk=page.pk).values_list("pk", flat=True).get()
        item = page.action_items.filter(local_id=key, completion=None, removed_at=None).first()
        if item is not None:
            Completion.objects.create(item=item)
            ActionItem.objects.filter(pk=item.pk).update(state_at=now())
            record("action_item.completed", by=by, through="page", **facts(item))
