"""The writes: tick, untick, follow what a page says, follow threads that are assigned to somebody."""

from cairn.action_items.operations.asked import Wanted, ask_on_page, drop_from_page, settle_on_page
from cairn.action_items.operations.carrying import carry_over_items
from cairn.action_items.operations.completion import complete_action_item, reopen_action_item
from cairn.action_items.operations.registry import sync_action_items
from cairn.action_items.operations.threads import AssignedThread, follow_assignment, follow_resolution, forget_thread

__all__ = [
    "AssignedThread",
    "Wanted",
    "ask_on_page",
    "carry_over_items",
    "complete_action_item",
    "drop_from_page",
    "follow_assignment",
    "follow_resolution",
    "forget_thread",
    "reopen_action_item",
    "settle_on_page",
    "sync_action_items",
]
