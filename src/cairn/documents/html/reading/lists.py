"""Lists, with check boxes and decisions as action items and decision items."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import TYPE_CHECKING

from ...types import Adf
from .cleaning.tree import make, remove
from .parse import Element, classes, name_of, number
from .space import split

if TYPE_CHECKING:
    from .reader import Marks, Reader

Handler = Callable[["Reader", Element, "Marks"], list[Adf]]
_LIST_OF = {"taskItem": "taskList", "decisionItem": "decisionList"}


def _list(reader: Reader, element: Element, marks: Marks) -> list[Adf]:
    """A list; where items with and without boxes are mixed, one list for each run of a kind."""
    _wrap_strays(element)
    items = [node for child in element for node in _child(reader, child, marks)]
    ordered = name_of(element) == "ol"
    plain = "orderedList" if ordered else "bulletList"
    start = number(element.get("start"))
    result: list[Adf] = []
    count = 0
    for kind, group in groupby(items, key=lambda node: _LIST_OF.get(node["type"], plain)):
        content = list(group)
        node: Adf = {"type": kind, "content": content}
        order = (1 if start is None else start) + count
        if kind == "orderedList" and order != 1:
            node["attrs"] = {"order": order}
        result.append(node)
        count += len(content)
    return result


def _wrap_strays(element: Element) -> None:
    """Words that stand in a list without an item get one."""
    for child in list(element):
        if (child.tail or "").strip():
            element.insert(element.index(child) + 1, make("li", child.tail))
            child.tail = None
    if (element.text or "").strip():
        element.insert(0, make("li", element.text))
        element.text = None


def _child(reader: Reader, child: Element, marks: Marks) -> list[Adf]:
    if name_of(child) == "li":
        return [_item(reader, child, marks)]
    return split(reader.element(child, marks))


def _item(reader: Reader, element: Element, marks: Marks) -> Adf:
    if "decision-item" in classes(element):
        return {"type": "decisionItem", "attrs": _own(element, "DECIDED"), "content": _line(reader, element, marks)}
    done = _state(element)
    if done is not None:
        return {
            "type": "taskItem",
            "attrs": _own(element, "DONE" if done else "TODO"),
            "content": _line(reader, element, marks),
        }
    return {"type": "listItem", "content": split(reader.children(element, marks))}


def _own(element: Element, state: str) -> Adf:
    local_id = element.get("data-local-id")
    return {"state": state, **({"localId": local_id} if local_id else {})}


def _line(reader: Reader, element: Element, marks: Marks) -> list[Adf]:
    """The content of an item that holds a line of text: its first paragraph, then whatever follows it."""
    blocks = split(reader.children(element, marks))
    if blocks and blocks[0]["type"] == "paragraph":
        return [*blocks[0]["content"], *blocks[1:]]
    return blocks


def _state(element: Element) -> bool | None:
    """Whether an item's box is ticked; None when it has no box. The box is taken out of the tree."""
    if "action-item" in classes(element):
        for box in [child for child in element if name_of(child) == "input"]:
            remove(box)
        return element.get("data-state") == "DONE"
    holder = element
    while True:
        if (holder.text or "").strip():
            return None
        first = next(iter(holder), None)
        if first is None:
            return None
        if name_of(first) == "input" and (first.get("type") or "").lower() == "checkbox":
            holder.text = first.tail
            holder.remove(first)
            return first.get("checked") is not None
        if name_of(first) not in ("p", "label", "span"):
            return None
        holder = first


def _lone_item(reader: Reader, element: Element, marks: Marks) -> list[Adf]:
    return [_item(reader, element, marks)]


HANDLERS: dict[str, Handler] = {**dict.fromkeys(("ul", "ol", "menu", "dir"), _list), "li": _lone_item}
