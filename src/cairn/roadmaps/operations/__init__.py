"""Every write on roadmaps. Each checks the right, writes whole or not at all, and leaves an event."""

from cairn.roadmaps.operations.items import add_item, change_item, remove_item, restore_item, schedule_item
from cairn.roadmaps.operations.lanes import rename_lane
from cairn.roadmaps.operations.links import link_page, unlink_page
from cairn.roadmaps.operations.place import move_item
from cairn.roadmaps.operations.roadmap import create_roadmap

__all__ = [
    "add_item",
    "change_item",
    "create_roadmap",
    "link_page",
    "move_item",
    "remove_item",
    "rename_lane",
    "restore_item",
    "schedule_item",
    "unlink_page",
]
