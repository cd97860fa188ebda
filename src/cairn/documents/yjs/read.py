"""Yjs → ADF, without open suggestions.

What a browser or two merged edits left that ADF can't say is repaired, and reported where it is lost.
"""

from __future__ import annotations

import json
from typing import Any

from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from ..fitting import fit_document
from ..marks import in_order
from ..suggestions import rejected
from ..types import Adf, Conversion, Report
from ..validation import MAX_DEPTH, is_valid
from .attrs import attributes
from .hashing import mark_type
from .write import BLOCK_MARKS, FRAGMENT


def adf_from_doc(doc: Doc[Any]) -> Adf:
    """The body of a live document as valid ADF; open suggestions are no part of it."""
    return adf_from_doc_reported(doc).body


def adf_from_update(update: bytes) -> Adf:
    """The body that a Yjs update (a whole document's state) holds, as valid ADF."""
    doc: Doc[Any] = Doc()
    doc.apply_update(update)
    return adf_from_doc(doc)


def adf_from_doc_reported(doc: Doc[Any]) -> Conversion:
    """The body of a live document as valid ADF, with sentences about what had to be left out.

    Nodes that need a `localId` and lack one get a new one at each reading; call `assign_local_ids` on the document
    first where the ids have to last.
    """
    report = Report()
    content = rejected(read_tree(doc, report))
    body: Adf = {"version": 1, "type": "doc", "content": content}
    if is_valid(body):
        return Conversion(body, report.sentences())
    return Conversion(fit_document(content, report), report.sentences())


def read_tree(doc: Doc[Any], report: Report | None = None) -> list[Adf]:
    """The blocks of a live document as they stand, open suggestions and all: like ADF, not always valid."""
    fragment = doc.get(FRAGMENT, type=XmlFragment)
    with doc.transaction():
        return read_nodes(fragment, report if report is not None else Report())


def read_nodes(parent: XmlFragment | XmlElement, report: Report) -> list[Adf]:
    """What stands in an element; use inside a transaction."""
    return _children(parent, report, 0)


def _children(parent: XmlFragment | XmlElement, report: Report, depth: int) -> list[Adf]:
    if depth > MAX_DEPTH:
        report.add("Content nested too deeply was left out.")
        return []
    nodes: list[Adf] = []
    for child in parent.children:
        if isinstance(child, XmlText):
            _add_text(nodes, child, report)
        elif isinstance(child, XmlElement):
            nodes.append(_element(child, report, depth))
        else:
            nodes.extend(_children(child, report, depth + 1))
    return nodes


def _element(element: XmlElement, report: Report, depth: int) -> Adf:
    node: Adf = {"type": element.tag or ""}
    attrs = {name: plain(value) for name, value in attributes(element).items()}
    marks = _block_marks(attrs.pop(BLOCK_MARKS, None), report)
    if attrs:
        node["attrs"] = attrs
    if marks:
        node["marks"] = marks
    content = _children(element, report, depth + 1)
    if content:
        node["content"] = content
    return node


def _block_marks(value: Any, report: Report) -> list[Adf]:
    if value is None:
        return []
    try:
        marks = json.loads(value) if isinstance(value, str) else value
    except ValueError:
        marks = None
    if not isinstance(marks, list):
        report.add("Formatting of a block could not be read.")
        return []
    return marks


def _add_text(nodes: list[Adf], text: XmlText, report: Report) -> None:
    for chunk, formatting in text.diff():
        if not isinstance(chunk, str):
            report.add("Something embedded in text that is not text was left out.")
            continue
        if not chunk:
            continue
        node: Adf = {"type": "text", "text": chunk}
        if formatting:
            node["marks"] = in_order([_mark(key, value) for key, value in formatting.items()])
        last = nodes[-1] if nodes else None
        if last is not None and last["type"] == "text" and last.get("marks") == node.get("marks"):
            last["text"] += chunk
        else:
            nodes.append(node)


def _mark(key: str, value: Any) -> Adf:
    mark: Adf = {"type": mark_type(key)}
    if isinstance(value, dict):
        attrs = {name: plain(item) for name, item in value.items() if item is not None}
        if attrs:
            mark["attrs"] = attrs
    return mark


def plain(value: Any) -> Any:
    """A JSON value as Yjs gives it, with whole numbers as ints again."""
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items()}
    return value
