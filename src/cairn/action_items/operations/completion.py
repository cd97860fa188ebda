"""Ticking and unticking from the reading view and from lists: the row at once, and the box in the live document."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from cairn import documents
from cairn.action_items.access import can_complete
from cairn.action_items.models import ActionItem, Completion
from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.errors import Forbidden
from cairn.livedocs import log
from cairn.people.actors import SYSTEM, Actor, user_of


def complete_action_item(item: ActionItem, *, by: Actor) -> Completion:
    """Tick it; one that is done already stays as it is, with who was first."""
    _check(item, by)
    with atomic():
        completion, is_new = Completion.objects.get_or_create(item=item, defaults={"by": user_of(by)})
        if is_new:
            _decide(item, "DONE")
            record("action_item.completed", by=by, **facts(item))
    return completion


def reopen_action_item(item: ActionItem, *, by: Actor) -> None:
    """Untick it."""
    _check(item, by)
    with atomic():
        deleted, _rows = Completion.objects.filter(item=item).delete()
        if deleted:
            _decide(item, "TODO")
            record("action_item.reopened", by=by, **facts(item))


def _check(item: ActionItem, by: Actor) -> None:
    if not can_complete(by, item):
        raise Forbidden(_("Only its assignee and people who may edit the page can tick this action item."))


def _decide(item: ActionItem, state: str) -> None:
    """The draft learns of it as of any other edit; the assignee may tick without the right to edit."""
    ActionItem.objects.filter(pk=item.pk).update(state_at=now())
    if item.stands_in_text:
        edit = partial(documents.set_node_attrs, local_id=item.local_id, state=state)
        log.edit(item.page.document_id, edit, by=SYSTEM)


def facts(item: ActionItem) -> dict[str, Any]:
    """What an event tells of an item: where it is, and whom it concerns."""
    return {
        "space_id": item.page.space_id,
        "page_id": item.page_id,
        "target_id": item.pk,
        "local_id": item.local_id,
        "assignee": item.assignee_id,
        "text": item.text[:200],
        "due": item.due.isoformat() if item.due else None,
    }
