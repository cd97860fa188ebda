"""Local ids: the names under which registries (threads, action items, decisions) know a node of a document."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from .types import Adf

IDENTIFIED = frozenset(
    {
        "taskItem", "taskList", "blockTaskItem", "decisionItem", "decisionList", "table", "extension",
        "inlineExtension", "bodiedExtension", "syncBlock", "bodiedSyncBlock",
    }
)  # fmt: skip
"""Where the schema demands a localId, or rows of a registry point at one."""


def ensure_local_ids(body: Adf) -> Adf:
    """A copy in which every node that needs a `localId` has one of its own.

    A pasted copy of an action item brings its original's id along: the first in reading order keeps it, later ones
    get new ones. Nodes that need nothing are shared with the original, not copied.
    """
    return _with_ids(body, set())


def _with_ids(node: Adf, taken: set[tuple[str, str]]) -> Adf:
    result = node
    kind = str(node.get("type"))
    if kind in IDENTIFIED:
        attrs: dict[str, Any] = node.get("attrs") or {}
        local_id = attrs.get("localId")
        if not isinstance(local_id, str) or not local_id or (kind, local_id) in taken:
            local_id = str(uuid4())
            result = {**node, "attrs": {**attrs, "localId": local_id}}
        taken.add((kind, local_id))
    content = node.get("content")
    if content:
        children = [_with_ids(child, taken) for child in content]
        if any(new is not old for new, old in zip(children, content, strict=True)):
            result = {**result, "content": children}
    return result
