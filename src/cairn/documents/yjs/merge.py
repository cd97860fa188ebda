"""Making a live document hold another body by changing no more of it than differs.

`fill_doc` throws everything away and writes it anew, and with it whatever somebody types at the moment. Here blocks
that stay are not touched and changed lines are changed word by word, so her words merge like any two edits.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from ..diff import Change, Piece, diff, key_of
from ..types import Adf
from .attrs import attributes
from .hashing import mark_key
from .read import adf_from_doc
from .write import BLOCK_MARKS, FRAGMENT, append_nodes, fill_doc


def merge_doc(doc: Doc[Any], body: Adf) -> None:
    """Turn the document into `body` (valid ADF) in one transaction. Equal blocks keep their comments' passages."""
    with doc.transaction():
        fragment = doc.get(FRAGMENT, type=XmlFragment)
        found = diff(adf_from_doc(doc), body)
        if found and _is_plain(fragment, [c.old for c in found.changes if c.old is not None and c.how != "moved"]):
            _apply(fragment, found.changes)
        if key_of(adf_from_doc(doc)) != key_of(body):  # it was read with repairs: what it holds is not what it says
            fill_doc(doc, body)


def _is_plain(parent: XmlFragment | XmlElement, nodes: Sequence[Adf]) -> bool:
    """Whether the children are exactly these nodes, one element each."""
    children = list(parent.children)
    return len(children) == len(nodes) and all(
        isinstance(child, XmlElement) and child.tag == node["type"] for child, node in zip(children, nodes, strict=True)
    )


def _apply(parent: XmlFragment | XmlElement, changes: Sequence[Change]) -> None:
    at = 0
    for change in changes:
        if change.how in ("removed", "left"):
            del parent.children[at]
            continue
        if change.how in ("added", "moved"):
            assert change.new is not None
            append_nodes(parent, [change.new], at=at)
        elif change.how == "changed":
            _become(parent, at, change)
        at += 1


def _become(parent: XmlFragment | XmlElement, at: int, change: Change) -> None:
    element, old, new = parent.children[at], change.old, change.new
    assert isinstance(element, XmlElement) and old is not None and new is not None
    if element.tag != new["type"]:
        del parent.children[at]
        append_nodes(parent, [new], at=at)
        return
    _set_attributes(element, new)
    if change.pieces is not None:
        if not _edit_text(element, change.pieces):
            _replace_content(element, new)
    elif change.children is not None:
        stood = [each.old for each in change.children if each.old is not None and each.how != "moved"]
        if _is_plain(element, stood):
            _apply(element, change.children)
        else:
            _replace_content(element, new)


def _replace_content(element: XmlElement, new: Adf) -> None:
    if len(element.children):
        del element.children[0 : len(element.children)]
    append_nodes(element, new.get("content", ()))


def _set_attributes(element: XmlElement, new: Adf) -> None:
    wanted = {name: value for name, value in new.get("attrs", {}).items() if value is not None}
    if new.get("marks"):
        wanted[BLOCK_MARKS] = json.dumps(new["marks"], ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    present = attributes(element)
    for name in present.keys() - wanted.keys():
        del element.attributes[name]
    for name, value in wanted.items():
        if present.get(name) != value:
            element.attributes[name] = value


def _edit_text(element: XmlElement, pieces: Sequence[Piece]) -> bool:
    """Change the words of a line in place. False, with nothing done, where it holds more than one text."""
    nodes = [node for piece in pieces for node in (piece.old, piece.new) if node is not None]
    children = list(element.children)
    if any(node["type"] != "text" for node in nodes) or len(children) != 1 or not isinstance(children[0], XmlText):
        return False
    text = children[0]
    written = [chunk for chunk, _ in text.diff()]
    if not all(isinstance(chunk, str) for chunk in written):
        return False
    if "".join(map(str, written)) != "".join(piece.old["text"] for piece in pieces if piece.old is not None):
        return False
    offset = 0  # in UTF-8 bytes, the unit of pycrdt's text positions
    for piece in pieces:
        offset = _edit_piece(text, offset, piece)
    return True


def _edit_piece(text: XmlText, offset: int, piece: Piece) -> int:
    """Returns the offset behind the piece."""
    if piece.new is None:
        assert piece.old is not None
        del text[offset : offset + len(piece.old["text"].encode())]
        return offset
    size = len(piece.new["text"].encode())
    wanted = {mark_key(mark): mark.get("attrs") or {} for mark in piece.new.get("marks", ())}
    if piece.old is None:
        text.insert(offset, piece.new["text"], wanted)
    elif piece.how == "changed":
        gone = {mark_key(m): None for m in piece.old.get("marks", ()) if m["type"] != "annotation"}
        text.format(offset, offset + size, {**gone, **wanted})
    return offset + size
