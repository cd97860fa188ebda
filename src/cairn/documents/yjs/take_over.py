"""Sections of a template put into a live document that lacks them, and taken out again while nobody has written there.

Blocks are only added at the top level, between those that stand there: nothing of the document is touched, so whoever
types in it at that moment loses nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from pycrdt import Doc, XmlElement, XmlFragment

from ..diff import key_of
from ..ids import IDENTIFIED
from ..sections import Part, end_of, parts_of, section_key
from ..types import Adf
from .attrs import elements
from .read import read_tree
from .write import FRAGMENT, append_nodes


@dataclass(frozen=True, slots=True)
class _Row:
    """A block of the top level: its level if it is a heading, the key it begins, and every key inside of it."""

    level: int | None
    key: str | None
    keys: frozenset[str]


def section_keys(doc: Doc[Any]) -> set[str]:
    """The keys of every section that the document has now."""
    with doc.transaction():
        return {key for element in elements(doc) if (key := _key_of(element))}


def take_over(doc: Doc[Any], template: Adf, keys: Collection[str]) -> list[str]:
    """Put the template's sections with these keys where they belong; gives the keys of those it put.

    A section follows the one that stands before it in the template, else it precedes the next one, else it comes last.
    One that the document has already is left alone.
    """
    order = parts_of(template)
    put = []
    with doc.transaction():
        fragment = doc.get(FRAGMENT, type=XmlFragment)
        present = section_keys(doc)
        for index, part in enumerate(order):
            if part.key not in keys or part.key in present:
                continue
            append_nodes(fragment, [_fresh(block) for block in part.blocks], at=_place(_rows(fragment), order, index))
            present.add(part.key)
            put.append(part.key)
    return put


def give_back(doc: Doc[Any], template: Adf, keys: Collection[str]) -> list[str]:
    """Take those sections out again that still stand as `take_over` put them; gives the keys of those that went."""
    gone = []
    with doc.transaction():
        fragment = doc.get(FRAGMENT, type=XmlFragment)
        for part in parts_of(template):
            at = next((i for i, row in enumerate(_rows(fragment)) if row.key == part.key), None)
            standing = read_tree(doc)
            if part.key not in keys or at is None or len(standing) != len(fragment.children):
                continue
            end = at + len(part.blocks)
            if key_of({"content": standing[at:end]}) == key_of({"content": list(part.blocks)}):
                del fragment.children[at:end]
                gone.append(part.key)
    return gone


def _place(rows: Sequence[_Row], order: Sequence[Part], index: int) -> int:
    wanted = order[index].level
    for before in reversed(order[:index]):
        at = next((i for i, row in enumerate(rows) if before.key in row.keys), None)
        if at is not None:
            return end_of([row.level for row in rows], at, wanted)
    for after in order[index + 1 :]:
        at = next((i for i, row in enumerate(rows) if after.key in row.keys), None)
        if at is not None:
            return at
    return len(rows)


def _rows(fragment: XmlFragment) -> list[_Row]:
    return [_row(child) for child in fragment.children]


def _row(child: Any) -> _Row:
    if not isinstance(child, XmlElement):
        return _Row(None, None, frozenset())
    key = _key_of(child)
    if child.tag == "heading":
        return _Row(_level(child), key, frozenset({key} if key else ()))
    inside = {key for element in _below(child) if (key := _key_of(element))}
    return _Row(None, None, frozenset(inside))


def _below(element: XmlElement) -> list[XmlElement]:
    found: list[XmlElement] = []
    stack: list[Any] = list(element.children)
    while stack:
        current = stack.pop()
        if isinstance(current, XmlElement):
            found.append(current)
            stack.extend(current.children)
    return found


def _level(heading: XmlElement) -> int:
    value: Any = heading.attributes.get("level")
    return int(value) if isinstance(value, int | float) else 1


def _key_of(element: XmlElement) -> str | None:
    return section_key(element.attributes.get("localId")) if element.tag == "heading" else None


def _fresh(node: Adf) -> Adf:
    """A copy in which action items and blocks that registries know have ids of their own."""
    result = dict(node)
    if node.get("type") in IDENTIFIED:
        result["attrs"] = {**node.get("attrs", {}), "localId": str(uuid4())}
    if "content" in node:
        result["content"] = [_fresh(child) for child in node["content"]]
    return result
