"""Accepting and rejecting suggestions in a live document (`suggestions` says what they are)."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from ..suggestions.stamps import (
    BLOCK_ATTRS,
    CHANGED,
    DELETED,
    DELETION,
    INSERTED,
    INSERTION,
    JOINED,
    SPLIT,
    TEXT_MARKS,
    Stamp,
    Wanted,
    stamp_of,
)
from .attrs import attributes
from .hashing import mark_type
from .raw import append_chunks, chunks_of, copies, put, size_of
from .write import FRAGMENT

LINES = frozenset({"paragraph", "heading", "taskItem", "decisionItem"})
"""Blocks that hold words and may be cut, joined and turned into one another."""

EMPTY_WITHOUT = frozenset({"bulletList", "orderedList", "taskList", "decisionList", "listItem", "blockquote"})
"""Containers that go with the last block in them."""

Parent = XmlFragment | XmlElement


def settle(doc: Doc[Any], wanted: Wanted, *, accept: bool) -> None:
    """Carry out (`accept`), or take back, the suggestions whose stamps are wanted, in one transaction.

    Carrying out changes as little as it can: words are removed and marks taken off in place, so whoever types in the
    same block goes on. Only a new paragraph, a joined one and another kind of block are written anew.
    """
    with doc.transaction():
        fragment = doc.get(FRAGMENT, type=XmlFragment)
        _Settling(wanted, accept).walk(fragment, ())
        if accept:
            _join_all(fragment, wanted)


class _Settling:
    """One pass from the end to the beginning, so that what is cut off or removed moves nothing still to be seen."""

    def __init__(self, wanted: Wanted, accept: bool) -> None:
        self._wanted, self._accept = wanted, accept

    def walk(self, parent: Parent, above: tuple[tuple[Parent, int], ...]) -> None:
        """`above`: what holds the parent, and at which place, outermost first."""
        for index in reversed(range(len(parent.children))):
            child = parent.children[index]
            if isinstance(child, XmlText):
                assert isinstance(parent, XmlElement)
                self._text(child, partial(split, parent, index, above=above))
            elif isinstance(child, XmlElement):
                self._element(parent, index, child, above)

    def _element(self, parent: Parent, index: int, element: XmlElement, above: tuple[tuple[Parent, int], ...]) -> None:
        attrs = attributes(element)
        mine = {name: stamp_of(name, attrs[name]) for name in BLOCK_ATTRS if name in attrs}
        mine = {name: stamp for name, stamp in mine.items() if self._wanted(stamp)}
        if (DELETED if self._accept else INSERTED) in mine:
            _remove(parent, index)
            return
        for name in mine:
            if not (self._accept and name == JOINED):
                del element.attributes[name]
        self.walk(element, (*above, (parent, index)))
        if _is_emptied(element):
            del parent.children[index]
        elif self._accept and CHANGED in mine:
            _retype(parent, index, mine[CHANGED])

    def _text(self, text: XmlText, cut: Callable[[int], None]) -> None:
        chunks = chunks_of(text)
        offset = sum(size_of(chunk) for chunk, _ in chunks)
        for chunk, formatting in reversed(chunks):
            offset -= size_of(chunk)
            mine = {
                key: stamp_of(mark_type(key), value)
                for key, value in formatting.items()
                if mark_type(key) in TEXT_MARKS
            }
            mine = {key: stamp for key, stamp in mine.items() if self._wanted(stamp)}
            if mine:
                self._chunk(text, offset, chunk, mine, cut)

    def _chunk(
        self, text: XmlText, offset: int, chunk: str, mine: dict[str, Stamp], cut: Callable[[int], None]
    ) -> None:
        kinds = {stamp.kind for stamp in mine.values()}
        end = offset + size_of(chunk)
        if (DELETION if self._accept else INSERTION) in kinds:
            del text[offset:end]
            return
        changes: dict[str, Any] = dict.fromkeys(mine)
        if self._accept:
            for stamp in mine.values():
                changes |= _formatting(stamp)
        text.format(offset, end, changes)
        if self._accept and INSERTION in kinds:
            for place in reversed([at for at, letter in enumerate(chunk) if letter == SPLIT]):
                cut(offset + size_of(chunk[:place]))


def _formatting(stamp: Stamp) -> dict[str, Any]:
    """What a suggested formatting does to the words, as Yjs formatting."""
    gone = stamp.data.get("remove")
    if isinstance(gone, str) and gone:
        return {gone: None}
    try:
        mark = json.loads(stamp.data.get("add") or "null")
    except (TypeError, ValueError):
        mark = None
    if not isinstance(mark, dict) or not isinstance(mark.get("type"), str):
        return {}
    return {mark["type"]: mark.get("attrs") or {}}


def split(element: XmlElement, index: int, offset: int, above: tuple[tuple[Parent, int], ...]) -> None:
    """Begin a new paragraph at the separator that stands at `offset` of the element's child `index`."""
    text = element.children[index]
    assert isinstance(text, XmlText)
    if element.tag not in LINES:
        del text[offset : offset + size_of(SPLIT)]
        return
    tail, after = _cut(text, offset), copies(list(element.children)[index + 1 :])
    if len(element.children) > index + 1:
        del element.children[index + 1 : len(element.children)]
    kept = {name: value for name, value in attributes(element).items() if name not in ("localId", *BLOCK_ATTRS)}
    made = (element.tag, kept, [tail, *after])
    parent, at = above[-1]
    if isinstance(parent, XmlElement) and parent.tag == "listItem":
        following = copies(list(parent.children)[at + 1 :])
        if len(parent.children) > at + 1:
            del parent.children[at + 1 : len(parent.children)]
        items, place = above[-2]
        put(items, place + 1, [("listItem", {}, [made, *following])])
    else:
        put(parent, at + 1, [made])


def _cut(text: XmlText, offset: int) -> list[tuple[str, dict[str, Any]]]:
    """Take the separator and what follows it off the text, and return what followed."""
    tail: list[tuple[str, dict[str, Any]]] = []
    start, end = 0, 0
    for chunk, formatting in chunks_of(text):
        end = start + size_of(chunk)
        if end > offset + size_of(SPLIT):
            rest = chunk.encode()[max(0, offset + size_of(SPLIT) - start) :].decode()
            tail.append((rest, formatting))
        start = end
    del text[offset:end]
    return tail


def _remove(parent: Parent, index: int) -> None:
    """A cell or a panel that loses its last block keeps an empty line."""
    del parent.children[index]
    if not len(parent.children) and isinstance(parent, XmlElement) and parent.tag not in EMPTY_WITHOUT | LINES:
        parent.children.append(XmlElement("paragraph"))


def _is_emptied(element: XmlElement) -> bool:
    return element.tag in EMPTY_WITHOUT and not len(element.children)


def _retype(parent: Parent, index: int, stamp: Stamp) -> None:
    element, kind, wanted = parent.children[index], stamp.data.get("type"), stamp.data.get("attrs")
    assert isinstance(element, XmlElement)
    if element.tag not in LINES or kind not in LINES:
        return
    kept = {name: value for name, value in attributes(element).items() if name in ("localId", *BLOCK_ATTRS)}
    if isinstance(wanted, dict):
        kept |= {name: value for name, value in wanted.items() if value is not None}
    made = (str(kind), kept, copies(element.children))
    del parent.children[index]
    put(parent, index, [made])


def _join_all(parent: Parent, wanted: Wanted) -> None:
    index = 0
    while index < len(parent.children):
        child = parent.children[index]
        if isinstance(child, XmlElement):
            _join_all(child, wanted)
            value = attributes(child).get(JOINED)
            if value is not None and wanted(stamp_of(JOINED, value)):
                del child.attributes[JOINED]
                if index and _join(parent.children[index - 1], child):
                    del parent.children[index]
                    continue
        index += 1


def _join(before: Any, after: XmlElement) -> bool:
    """Append what `after` holds to `before`; False, with nothing done, where the two don't fit."""
    if not isinstance(before, XmlElement):
        return False
    if before.tag in LINES and after.tag in LINES:
        pieces = copies(after.children)
        last = before.children[len(before.children) - 1] if len(before.children) else None
        if isinstance(last, XmlText) and pieces and isinstance(pieces[0], list):
            append_chunks(last, pieces.pop(0))  # type: ignore[arg-type]
        put(before, len(before.children), pieces)
        return True
    if before.tag == after.tag == "listItem" and len(before.children) and len(after.children):
        first = after.children[0]
        if isinstance(first, XmlElement) and _join(before.children[len(before.children) - 1], first):
            put(before, len(before.children), copies(list(after.children)[1:]))
            return True
    return False
