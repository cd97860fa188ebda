"""The rows follow the published page."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cairn import documents
from cairn.action_items.models import ActionItem, Completion
from cairn.action_items.operations.completion import facts
from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.ids import number
from cairn.documents import ActionItemNode
from cairn.documents.text import date_text, timestamp_of
from cairn.pages.models import Page, Version
from cairn.people.actors import SYSTEM, Actor, System, user_of
from cairn.people.models import User

# "Send the report by 3 May": without the day the word that leads to it says nothing.
BEFORE_A_DAY = re.compile(r"\s(?:by|until|till|before|due|on)\s*$", re.IGNORECASE)


def sync_action_items(page: Page, *, by: System = SYSTEM, quietly: bool = False) -> None:
    """Make the page's rows say what its published version says: new, changed and removed items, boxes ticked in the
    editor. Whoever published is recorded as the one who ticked. Running it again changes nothing.

    `quietly`: the items came along with a copy, and their people hear of all of them at once.
    """
    version = page.published
    if version is None:
        return
    nodes = {node.local_id: node for node in documents.action_items(version.body) if node.local_id and node.text}
    with atomic():
        rows = {item.local_id: item for item in page.action_items.select_related("completion") if item.stands_in_text}
        gone = [item.pk for key, item in rows.items() if key not in nodes and item.removed_at is None]
        ActionItem.objects.filter(pk__in=gone).update(removed_at=now())
        people = _assignees(nodes.values())
        for position, node in enumerate(nodes.values()):
            item = rows.get(node.local_id) or ActionItem(page=page, local_id=node.local_id)
            if _follow_words(item, node, people.get(node.assignee_id or ""), position) and not quietly:
                record("action_item.assigned", by=version.by or by, **facts(item))
            _follow_box(item, node, version, actor=version.by or by)


def _assignees(nodes: Iterable[ActionItemNode]) -> dict[str, User]:
    ids = {pk for node in nodes if (pk := number(node.assignee_id or "")) is not None}
    return {str(user.pk): user for user in User.objects.filter(pk__in=ids)} if ids else {}


def _follow_words(item: ActionItem, node: ActionItemNode, assignee: User | None, position: int) -> bool:
    """Whether somebody has it now who had not before."""
    before = (item.text, item.assignee_id, item.due, item.position, item.removed_at)
    was_assigned = item.assignee_id if item.removed_at is None else None
    text = _words_alone(node, assignee)
    item.text, item.assignee, item.due, item.position, item.removed_at = text, assignee, node.due, position, None
    if item.pk is None or before != (item.text, item.assignee_id, item.due, item.position, None):
        item.save()
    return assignee is not None and assignee.pk != was_assigned


def _words_alone(node: ActionItemNode, assignee: User | None) -> str:
    """What to do, without the assignee and the date: they have columns of their own."""
    text = node.text
    if assignee is not None:
        text = text.replace(f"@{assignee.name}", "", 1)
    if node.due is not None:
        before, day, behind = text.partition(date_text({"timestamp": timestamp_of(node.due)}))
        text = f"{BEFORE_A_DAY.sub('', before)} {behind}" if day else text
    return " ".join(text.split()).strip(" :,–-") or node.text


def _follow_box(item: ActionItem, node: ActionItemNode, version: Version, *, actor: Actor) -> None:
    """The published box counts unless somebody ticked or unticked after that version was made."""
    if item.state_at is not None and version.at <= item.state_at:
        return
    ActionItem.objects.filter(pk=item.pk).update(state_at=version.at)
    if node.done and not item.is_done:
        Completion.objects.create(item=item, by=user_of(actor), at=version.at)
        record("action_item.completed", by=actor, **facts(item))
    elif item.is_done and not node.done:
        Completion.objects.filter(item=item).delete()
        record("action_item.reopened", by=actor, **facts(item))
