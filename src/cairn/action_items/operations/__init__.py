"""The writes: tick, untick, follow what a page says."""

from cairn.action_items.operations.completion import complete_action_item, reopen_action_item
from cairn.action_items.operations.registry import sync_action_items

__all__ = ["complete_action_item", "reopen_action_item", "sync_action_items"]
