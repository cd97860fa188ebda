"""Blocks put under a section of a live document, whoever else writes there.

Blocks are only added at the top level. What goes are blocks that hold nothing but prompts: they have been answered.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pycrdt import Doc, XmlFragment

from ..prompts import prompts_in
from ..sections import end_of, level_of, says_something, section_id, section_key
from ..types import Adf
from .read import read_tree
from .write import FRAGMENT, append_nodes

_ANSWERED = frozenset({"paragraph", "bulletList", "orderedList", "blockquote", "panel", "taskList", "decisionList"})


def put_under(doc: Doc[Any], key: str, heading: str, blocks: Sequence[Adf]) -> bool:
    """Put `blocks` at the end of the section `key`, before what is still to be filled there (a table, columns).

    False when the document has lost the section: it gets it again, as `heading`, behind everything else.
    """
    with doc.transaction():
        fragment = doc.get(FRAGMENT, type=XmlFragment)
        standing = read_tree(doc)
        at = next((i for i, node in enumerate(standing) if _holds(node, key)), None)
        # Where the tree reads differently than it stands (a node it does not know), nothing is counted in it.
        if at is None or len(standing) != len(fragment.children):
            title: Adf = {"type": "heading", "attrs": {"level": 2}, "content": [{"type": "text", "text": heading}]}
            if at is None:
                title["attrs"]["localId"] = section_id(key)
            append_nodes(fragment, [title, *blocks])
            return False
        end = _end(standing, at)
        answered = [i for i in range(at + 1, end) if _is_answered(standing[i])]
        for index in reversed(answered):
            del fragment.children[index]
        append_nodes(fragment, blocks, at=_place(standing, at, end) - len(answered))
        return True


def _place(standing: Sequence[Adf], at: int, end: int) -> int:
    """Behind the last block that says something or was asked, before tables and columns that nobody has filled."""
    for index in range(end - 1, at, -1):
        if says_something([standing[index]]) or _is_answered(standing[index]):
            return index + 1
    return min(at + 1, end)


def _end(standing: Sequence[Adf], at: int) -> int:
    """Where the section ends without the ones inside it: a section inside another block ends with that block."""
    level = level_of(standing[at])
    if level is None:
        return at + 1
    end = end_of([level_of(node) for node in standing], at, level)
    return next((i for i in range(at + 1, end) if _key_of(standing[i])), end)


def _is_answered(node: Adf) -> bool:
    return node.get("type") in _ANSWERED and bool(prompts_in(node)) and not says_something([node])


def _holds(node: Adf, key: str) -> bool:
    return _key_of(node) == key or any(_holds(child, key) for child in node.get("content", ()))


def _key_of(node: Adf) -> str | None:
    return section_key(node.get("attrs", {}).get("localId")) if node.get("type") == "heading" else None
