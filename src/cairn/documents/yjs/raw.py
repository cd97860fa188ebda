"""Pieces of a live document as they stand, to be written again in another place: keys, stamps and all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pycrdt import XmlElement, XmlFragment, XmlText

from .attrs import attributes

RawText = list[tuple[str, dict[str, Any]]]
RawElement = tuple[str, dict[str, Any], "list[Raw]"]
Raw = RawText | RawElement
"""A text as its chunks with their formatting; an element as tag, attributes and what stands in it."""


def size_of(chunk: str) -> int:
    """In UTF-8 bytes, the unit of pycrdt's text positions."""
    return len(chunk.encode("utf-8"))


def chunks_of(text: XmlText) -> RawText:
    return [(chunk, dict(formatting or {})) for chunk, formatting in text.diff() if isinstance(chunk, str)]


def copies(children: Iterable[Any]) -> list[Raw]:
    out: list[Raw] = []
    for child in children:
        if isinstance(child, XmlText):
            out.append(chunks_of(child))
        elif isinstance(child, XmlElement):
            out.append((child.tag or "", attributes(child), copies(child.children)))
    return out


def put(parent: XmlFragment | XmlElement, at: int, pieces: Sequence[Raw]) -> None:
    """Write copies into an element, from this place on."""
    for offset, piece in enumerate(pieces):
        if isinstance(piece, list):
            text = XmlText()
            parent.children.insert(at + offset, text)
            append_chunks(text, piece)
        else:
            tag, attrs, children = piece
            element = XmlElement(tag)
            parent.children.insert(at + offset, element)
            for name, value in attrs.items():
                element.attributes[name] = value
            put(element, 0, children)


def append_chunks(text: XmlText, chunks: RawText) -> None:
    length = sum(size_of(chunk) for chunk, _ in chunks_of(text))
    for chunk, formatting in chunks:
        text.insert(length, chunk, formatting)
        length += size_of(chunk)
