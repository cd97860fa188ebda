"""What is compared of a node: its words, what it is, and whether it is the same as another."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from ..text import TEXT_BLOCKS, inline_node_text
from ..types import Adf

_WORD = re.compile(r"\w+")

_FAMILIES = {
    "heading": "paragraph",
    "orderedList": "bulletList",
    "nestedExpand": "expand",
    "tableHeader": "tableCell",
    "embedCard": "blockCard",
}


@dataclass(frozen=True, slots=True)
class Item:
    """A node with what finding its partner needs, computed once. Equal `key`s: nothing to tell a reader apart."""

    node: Adf
    key: str
    local_id: str
    family: str
    words: Counter[str]
    size: int  # how many words


def item_of(node: Adf) -> Item:
    words = Counter(_WORD.findall(plain(node).lower()))
    attrs = node.get("attrs")
    local_id = attrs.get("localId") if isinstance(attrs, dict) else None
    kind = str(node.get("type"))
    named = f"{kind}:{local_id}" if isinstance(local_id, str) and local_id else ""
    return Item(node, key_of(node), named, _FAMILIES.get(kind, kind), words, words.total())


def key_of(node: Adf) -> str:
    """A text that two nodes share exactly when they read and look the same."""
    return repr(canonical(node))


def canonical(node: Any) -> Any:
    """The node without local ids and passages of comments; texts that only such a mark had split are one again."""
    if not isinstance(node, dict):
        return node
    children: list[Any] = []
    for child in node.get("content") or ():
        one = canonical(child)
        last = children[-1] if children else None
        if last and one[0] == last[0] == "text" and last[1:3] == one[1:3]:
            children[-1] = ("text", last[1], last[2], last[3] + one[3], last[4])
        else:
            children.append(one)
    return (str(node.get("type")), attributes(node), shown_marks(node), str(node.get("text", "")), children)


def attributes(node: Adf) -> list[tuple[str, str]]:
    """Attributes that are set, local ids left out, as comparable texts."""
    attrs = node.get("attrs")
    if not attrs or not isinstance(attrs, dict):
        return []
    return sorted((name, _text(value)) for name, value in attrs.items() if value is not None and name != "localId")


def _text(value: Any) -> str:
    """Equal values read the same: a live document gives floats back for integers, and keys in any order."""
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dict):
        return repr(sorted((name, _text(each)) for name, each in value.items()))
    if isinstance(value, list):
        return repr([_text(each) for each in value])
    return repr(value)


def shown_marks(node: Adf) -> list[tuple[str, list[tuple[str, str]]]]:
    """The marks but those of comments, in a fixed order."""
    marks = node.get("marks")
    if not marks:
        return []
    return sorted((str(mark.get("type")), attributes(mark)) for mark in marks if mark.get("type") != "annotation")


def plain(node: Adf) -> str:
    """All words of a node, a space between blocks."""
    kind = node.get("type")
    if kind == "text":
        return str(node.get("text", ""))
    own = inline_node_text(node)
    if own:
        return own
    between = "" if kind in TEXT_BLOCKS else " "
    return between.join(plain(child) for child in node.get("content") or ())


def likeness(left: Item, right: Item) -> float:
    """0 to 1: the share of words that both have."""
    if not left.size or not right.size:
        return 1.0 if left.size == right.size else 0.0
    small, large = (left.words, right.words) if len(left.words) < len(right.words) else (right.words, left.words)
    shared = sum(min(count, large[word]) for word, count in small.items() if word in large)
    return 2 * shared / (left.size + right.size)
