"""Marking a quoted passage of a live document, and taking the mark away."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from ..text import inline_node_text
from .annotate_media import clear_media
from .attrs import attributes
from .hashing import mark_key, mark_type
from .write import FRAGMENT

Place = tuple[XmlText, int, int]
"""A text and the byte offsets at which one character begins and ends."""


@dataclass(slots=True)
class _Passage:
    """The words of a document without whitespace and case, each letter with its place in the live document."""

    letters: list[str] = field(default_factory=list)
    places: list[Place | None] = field(default_factory=list)

    def add_text(self, text: XmlText) -> None:
        offset = 0
        for chunk, _ in text.diff():
            if not isinstance(chunk, str):
                offset += 1
                continue
            for char in chunk:
                size = len(char.encode("utf-8"))
                self._add(char, (text, offset, offset + size))
                offset += size

    def add_words(self, words: str) -> None:
        for char in words:
            self._add(char, None)

    def _add(self, char: str, place: Place | None) -> None:
        for letter in _fold(char):
            self.letters.append(letter)
            self.places.append(place)


def annotate(doc: Doc[Any], *, quote: str, prefix: str, suffix: str, annotation_id: str) -> bool:
    """Put an inline comment's mark on the passage `quote`; False when the document does not have it.

    `prefix` and `suffix` are the words around the passage as far as known; where the quote occurs several times the
    occurrence whose surroundings agree best is taken. Whitespace and case do not count, and a passage may run across
    formatting and blocks.
    """
    needle = _fold(quote)
    if not needle:
        return False
    with doc.transaction():
        passage = _Passage()
        _collect(doc.get(FRAGMENT, type=XmlFragment), passage)
        start = _best_match("".join(passage.letters), needle, _fold(prefix), _fold(suffix))
        if start is None:
            return False
        places = [place for place in passage.places[start : start + len(needle)] if place is not None]
        attrs = {"id": annotation_id, "annotationType": "inlineComment"}
        key = mark_key({"type": "annotation", "attrs": attrs})
        for text, begin, end in _ranges(places):
            text.format(begin, end, {key: attrs})
        return bool(places)


def remove_annotation(doc: Doc[Any], annotation_id: str) -> bool:
    """Take the marks of an inline comment away wherever they are; False when there were none."""
    with doc.transaction():
        found = clear_media(doc, annotation_id)
        for text in _texts(doc.get(FRAGMENT, type=XmlFragment)):
            offset = 0
            for chunk, formatting in text.diff():
                size = len(chunk.encode("utf-8")) if isinstance(chunk, str) else 1
                for key, value in (formatting or {}).items():
                    if mark_type(key) == "annotation" and _id_of(value) == annotation_id:
                        text.format(offset, offset + size, {key: None})
                        found = True
                offset += size
    return found


def _id_of(value: object) -> object:
    return value.get("id") if isinstance(value, dict) else None


def _fold(words: str) -> str:
    return "".join(words.split()).casefold()


def _collect(parent: XmlFragment | XmlElement, passage: _Passage) -> None:
    for child in parent.children:
        if isinstance(child, XmlText):
            passage.add_text(child)
        elif isinstance(child, XmlElement):
            words = inline_node_text({"type": child.tag, "attrs": attributes(child)})
            passage.add_words(words)
            _collect(child, passage)


def _texts(parent: XmlFragment | XmlElement) -> list[XmlText]:
    found: list[XmlText] = []
    for child in parent.children:
        if isinstance(child, XmlText):
            found.append(child)
        else:
            found.extend(_texts(child))
    return found


def _best_match(text: str, needle: str, prefix: str, suffix: str) -> int | None:
    best: tuple[int, int] | None = None
    start = text.find(needle)
    while start >= 0:
        end = start + len(needle)
        before = _agreeing(text[max(0, start - len(prefix)) : start][::-1], prefix[::-1])
        score = before + _agreeing(text[end : end + len(suffix)], suffix)
        if best is None or score > best[0]:
            best = score, start
        start = text.find(needle, start + 1)
    return None if best is None else best[1]


def _agreeing(left: str, right: str) -> int:
    count = 0
    for a, b in zip(left, right, strict=False):
        if a != b:
            break
        count += 1
    return count


def _ranges(places: list[Place]) -> list[Place]:
    """Places joined into one range per text; whitespace between two letters of the passage is part of it."""
    ranges: list[Place] = []
    for text, begin, end in places:
        if ranges and ranges[-1][0] is text:
            ranges[-1] = (text, ranges[-1][1], max(end, ranges[-1][2]))
        else:
            ranges.append((text, begin, end))
    return ranges
