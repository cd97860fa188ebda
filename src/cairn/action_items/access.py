"""May she, with this action item? Each sentence has its twin in `queries.py`; a table test holds them together."""

from cairn.action_items.models import ActionItem
from cairn.pages.access import can_edit, can_view
from cairn.people.actors import Actor


def can_view_action_item(user: Actor, item: ActionItem) -> bool:
    return item.removed_at is None and item.carried_to_id is None and can_view(user, item.page)


def can_complete(user: Actor, item: ActionItem) -> bool:
    """Whoever may edit the page; and the assignee, who may tick her own without that."""
    if not can_view_action_item(user, item):
        return False
    return (item.assignee_id is not None and item.assignee_id == user.pk) or can_edit(user, item.page)
