"""Who suggested what, and when, as it stands in a live document."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..types import Adf

INSERTION, DELETION, MODIFICATION = "insertion", "deletion", "modification"
TEXT_MARKS = frozenset({INSERTION, DELETION, MODIFICATION})
INSERTED, DELETED, JOINED, CHANGED = "suggestedInsertion", "suggestedDeletion", "suggestedJoin", "suggestedChange"
BLOCK_ATTRS = (INSERTED, DELETED, JOINED, CHANGED)
SPLIT = "\u2029"
"""Stands in a suggested insertion where a new paragraph shall begin."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """`kind` is one of the marks or attributes above; `data` is all that it holds."""

    kind: str
    id: str
    user: str
    at: str
    data: Mapping[str, Any]


Wanted = Callable[[Stamp], bool]


def everybody(_stamp: Stamp) -> bool:
    return True


def stamp_of(kind: str, value: object) -> Stamp:
    """The stamp in a mark's attrs, or in an attribute's JSON text. What can't be read is nobody's.

    An id begins with its person's ("7-…"): nobody puts words under somebody else's suggestion.
    """
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            value = None
    data = value if isinstance(value, dict) else {}
    identity, user = _text(data.get("id")), _text(data.get("user"))
    if not user or not identity.startswith(f"{user}-"):
        identity = user = ""
    return Stamp(kind, identity, user, _text(data.get("at")), data)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def stamps_on(node: Adf) -> Iterator[Stamp]:
    """Of a text by its marks, of another node by its attributes."""
    if node["type"] == "text":
        for mark in node.get("marks", ()):
            if mark["type"] in TEXT_MARKS:
                yield stamp_of(mark["type"], mark.get("attrs"))
        return
    attrs = node.get("attrs") or {}
    for name in BLOCK_ATTRS:
        if name in attrs:
            yield stamp_of(name, attrs[name])
