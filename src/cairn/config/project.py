"""What the block "Project state" lists, by dotted name of `(user, about) -> LinkedPart` (`pages/linked.py`), in this order."""

from collections.abc import Sequence

PARTS: Sequence[str] = [
    "cairn.decisions.linked.project_part",
    "cairn.roadmaps.linked.project_part",
    "cairn.action_items.linked.project_part",
]
