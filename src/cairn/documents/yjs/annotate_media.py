"""Marking a picture, film or file of a live document as what a comment is about.

Marks on anything but text travel in the attribute `blockMarks` (see the package's docstring).
"""

from __future__ import annotations

import json
from typing import Any

from pycrdt import Doc, XmlElement

from .attrs import attributes, elements
from .write import BLOCK_MARKS


def annotate_media(doc: Doc[Any], *, address: str, annotation_id: str) -> bool:
    """Put an inline comment's mark on the first media with this address (or id); False when there is none."""
    with doc.transaction():
        for element in elements(doc):
            if element.tag == "media" and shows(attributes(element), address):
                mark = {"type": "annotation", "attrs": {"id": annotation_id, "annotationType": "inlineComment"}}
                _write(element, [*_marks(element), mark])
                return True
    return False


def clear_media(doc: Doc[Any], annotation_id: str) -> bool:
    """Take the mark away from whatever media has it; use inside a transaction."""
    found = False
    for element in elements(doc):
        marks = _marks(element) if element.tag == "media" else []
        left = [mark for mark in marks if not _is(mark, annotation_id)]
        if len(left) != len(marks):
            _write(element, left)
            found = True
    return found


def shows(attrs: dict[str, Any], address: str) -> bool:
    """Whether a media node with these attributes is the one that `address` (an address or an id) speaks of."""
    return bool(address) and address in (attrs.get("url"), attrs.get("id"))


def _marks(element: XmlElement) -> list[dict[str, Any]]:
    try:
        marks = json.loads(str(element.attributes.get(BLOCK_MARKS) or "[]"))
    except ValueError:
        return []
    return [mark for mark in marks if isinstance(mark, dict)] if isinstance(marks, list) else []


def _write(element: XmlElement, marks: list[dict[str, Any]]) -> None:
    if marks:
        element.attributes[BLOCK_MARKS] = json.dumps(marks, separators=(",", ":"))
    elif BLOCK_MARKS in element.attributes:
        del element.attributes[BLOCK_MARKS]


def _is(mark: dict[str, Any], annotation_id: str) -> bool:
    attrs = mark.get("attrs")
    return mark.get("type") == "annotation" and isinstance(attrs, dict) and attrs.get("id") == annotation_id
