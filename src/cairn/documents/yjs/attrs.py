"""Changing attributes of nodes in a live document: ticking an action item, giving ids."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from pycrdt import Doc, XmlElement, XmlFragment

from ..ids import IDENTIFIED
from .write import FRAGMENT


def set_node_attrs(doc: Doc[Any], local_id: str, **attrs: Any) -> bool:
    """Set attributes of the node with this `localId` (None removes one); False when no node has it.

    When a copy of a node carries the same id, the first in reading order is meant, as in `ensure_local_ids`.
    """
    with doc.transaction():
        for element in elements(doc):
            if element.attributes.get("localId") == local_id:
                for name, value in attrs.items():
                    if value is not None:
                        element.attributes[name] = value
                    elif name in element.attributes:
                        del element.attributes[name]
                return True
    return False


def assign_local_ids(doc: Doc[Any]) -> bool:
    """Give every node of a live document that needs a `localId`, and has none of its own, a new one.

    Call it before reading a body whose ids have to last (publishing); True when the document changed.
    """
    taken: set[tuple[str, str]] = set()
    changed = False
    with doc.transaction():
        for element in elements(doc):
            if element.tag not in IDENTIFIED:
                continue
            local_id = element.attributes.get("localId")
            if not isinstance(local_id, str) or not local_id or (element.tag, local_id) in taken:
                local_id = str(uuid4())
                element.attributes["localId"] = local_id
                changed = True
            taken.add((element.tag, local_id))
    return changed


def attributes(element: XmlElement) -> dict[str, Any]:
    """The attributes of an element that are set."""
    pairs: Any = element.attributes  # pycrdt types iterating over it wrongly
    return {name: value for name, value in pairs if value is not None}


def elements(doc: Doc[Any]) -> Iterator[XmlElement]:
    """Every element of a live document in reading order; use inside a transaction."""
    stack: list[Any] = list(reversed(list(doc.get(FRAGMENT, type=XmlFragment).children)))
    while stack:
        current = stack.pop()
        if isinstance(current, XmlElement):
            yield current
        if isinstance(current, XmlElement | XmlFragment):
            stack.extend(reversed(list(current.children)))
