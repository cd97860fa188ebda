"""ADF → Yjs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from ..types import Adf
from .hashing import mark_key

FRAGMENT = "body"
"""The name of the XmlFragment that holds a page's body."""

BLOCK_MARKS = "blockMarks"
"""The element attribute in which marks of nodes other than text travel, as a JSON text."""


def fill_doc(doc: Doc[Any], body: Adf) -> None:
    """Replace the content of a live document, in one transaction. The body has to be valid ADF."""
    fragment = doc.get(FRAGMENT, type=XmlFragment)
    with doc.transaction():
        if len(fragment.children):
            del fragment.children[0 : len(fragment.children)]
        append_nodes(fragment, body.get("content", ()))


def update_from_adf(body: Adf) -> bytes:
    """A Yjs update that makes an empty document hold this body."""
    doc: Doc[Any] = Doc()
    fill_doc(doc, body)
    return doc.get_update()


def append_nodes(parent: XmlFragment | XmlElement, nodes: Iterable[Adf], *, at: int | None = None) -> None:
    """Write nodes as the last children; `at`: blocks, from this place on."""
    for is_text, group in groupby(nodes, key=lambda node: node["type"] == "text"):
        if is_text:
            _append_text(parent, group)
        else:
            for node in group:
                _append_element(parent, node, at)
                at = None if at is None else at + 1


def _append_element(parent: XmlFragment | XmlElement, node: Adf, at: int | None) -> None:
    element = XmlElement(node["type"])
    if at is None:
        parent.children.append(element)
    else:
        parent.children.insert(at, element)
    for name, value in node.get("attrs", {}).items():
        if value is not None:
            element.attributes[name] = value
    if node.get("marks"):
        element.attributes[BLOCK_MARKS] = json.dumps(
            node["marks"], ensure_ascii=False, separators=(",", ":"), sort_keys=True
        )
    append_nodes(element, node.get("content", ()))


def _append_text(parent: XmlFragment | XmlElement, nodes: Iterable[Adf]) -> None:
    text = XmlText()
    parent.children.append(text)
    length = 0  # in UTF-8 bytes, the unit of pycrdt's text positions
    for node in nodes:
        marks = {mark_key(mark): mark.get("attrs") or {} for mark in node.get("marks", ())}
        text.insert(length, node["text"], marks)
        length += len(node["text"].encode("utf-8"))
