"""Making a live document hold another body by changing no more of it than differs.

`fill_doc` throws everything away and writes it anew, and with it whatever somebody types at the moment. Here blocks
that stay are not touched and changed lines are changed word by word, so her words merge like any two edits. Suggestions
stay open wherever the words and blocks they are about stay.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from ..diff import Change, Piece, diff, key_of
from ..sections import section_key
from ..suggestions.stamps import BLOCK_ATTRS, INSERTED, INSERTION, TEXT_MARKS
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
    """Whether the children, suggested ones aside, are exactly these nodes, one element each."""
    children = [child for child in parent.children if not _is_suggested(child)]
    return len(children) == len(nodes) and all(
        isinstance(child, XmlElement) and child.tag == node["type"] for child, node in zip(children, nodes, strict=True)
    )


def _is_suggested(child: object) -> bool:
    """A block that somebody suggested and nobody accepted yet: no part of the body."""
    return isinstance(child, XmlElement) and INSERTED in child.attributes


def _apply(parent: XmlFragment | XmlElement, changes: Sequence[Change]) -> None:
    at = 0
    for change in changes:
        while at < len(parent.children) and _is_suggested(parent.children[at]):
            at += 1
        if change.how in ("removed", "left"):
            del parent.children[at]
            continue
        if change.how in ("added", "moved"):
            assert change.new is not None
            append_nodes(parent, [change.new], at=at)
        elif change.how == "changed":
            _become(parent, at, change)
        elif change.new is not None:
            _name_section(parent.children[at], change.new)
        at += 1


def _name_section(standing: Any, new: Adf) -> None:
    """The same words under another name are no change to people, but the name has to come back too."""
    local_id = new.get("attrs", {}).get("localId")
    named = new["type"] == "heading" and section_key(local_id) and isinstance(standing, XmlElement)
    if named and attributes(standing).get("localId") != local_id:
        standing.attributes["localId"] = local_id


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
    for name in present.keys() - wanted.keys() - set(BLOCK_ATTRS):
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
    written = text.diff()
    if not all(isinstance(chunk, str) for chunk, _ in written):
        return False
    standing = "".join(str(chunk) for chunk, marks in written if INSERTION not in (marks or {}))
    if standing != "".join(piece.old["text"] for piece in pieces if piece.old is not None):
        return False
    line = _Line(text, [(len(str(chunk).encode()), INSERTION in (marks or {})) for chunk, marks in written])
    for piece in pieces:
        line.edit(piece)
    return True


class _Line:
    """A text that is changed from its beginning to its end. Words that were only suggested stay where they are."""

    def __init__(self, text: XmlText, stretches: list[tuple[int, bool]]) -> None:
        self._text, self._stretches = text, stretches[::-1]
        self._offset = 0  # in UTF-8 bytes, the unit of pycrdt's text positions

    def edit(self, piece: Piece) -> None:
        wanted = {mark_key(mark): mark.get("attrs") or {} for mark in (piece.new or {}).get("marks", ())}
        if piece.old is None:
            assert piece.new is not None
            self._insert(piece.new["text"], wanted)
            return
        gone = {mark_key(m): None for m in piece.old.get("marks", ()) if m["type"] != "annotation"}
        left = len(piece.old["text"].encode())
        while left:
            size = self._next(left)
            left -= size
            start, end = self._offset, self._offset + size
            if piece.new is None:
                del self._text[start:end]
                continue
            if piece.how == "changed":
                self._text.format(start, end, {**gone, **wanted})
            self._offset = end

    def _insert(self, words: str, marks: dict[str, Any]) -> None:
        start, size = self._offset, len(words.encode())
        self._text.insert(start, words, marks)
        # Beside struck words they would be struck, too.
        self._text.format(start, start + size, dict.fromkeys(TEXT_MARKS))
        self._offset += size

    def _next(self, most: int) -> int:
        """How many bytes of the body stand here, behind what was only suggested; at least one, at most `most`."""
        size, is_suggested = self._stretches.pop()
        while is_suggested:
            self._offset += size
            size, is_suggested = self._stretches.pop()
        if size > most:
            self._stretches.append((size - most, False))
        return min(size, most)
