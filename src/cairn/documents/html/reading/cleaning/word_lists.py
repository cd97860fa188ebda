"""Paragraphs that Word shows as items become items of lists."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..parse import Element, name_of, styles
from .tree import HEADINGS, found, make, move, put_before, remove, rename, short, wrap_inside

Bullets = dict[tuple[str, str], bool]
"""Whether a level of a list has bullets, by the names of both in Word's style sheet."""

_ORDERED = re.compile(r"\(?(\d+|[a-z]{1,2}|[ivxlcdm]+)[.)]", re.IGNORECASE)
_PLACE = re.compile(r"\b(l\d+)\s+level(\d+)", re.IGNORECASE)


@dataclass(slots=True)
class Item:
    element: Element
    level: int
    ordered: bool
    start: int


def nest(items: list[Item], place: Element) -> None:
    """Items with levels as lists in lists, before `place`."""
    stack: list[Element] = []
    for item in items:
        del stack[item.level :]
        if stack and len(stack) == item.level and (name_of(stack[-1]) == "ol") != item.ordered:
            stack.pop()
        if len(stack) < item.level:
            opened = make("ol" if item.ordered else "ul")
            if item.ordered and item.start > 1:
                opened.set("start", str(item.start))
            if stack and len(stack[-1]):
                stack[-1][-1].append(opened)
            else:
                put_before(place, opened)
            stack.append(opened)
        move(item.element, stack[-1])


def read_lists(root: Element, bullets: Bullets) -> None:
    run: list[Item] = []
    for block in found(root, "p", "table", "ul", "ol", "hr", *HEADINGS):
        said = _PLACE.search(styles(block).get("mso-list", ""))
        marker = _take_marker(block)
        heading = name_of(block) in HEADINGS
        if said is not None and not heading:
            if run and run[-1].element.getparent() is not block.getparent():
                _close(run)
            ordered = not bullets.get((said.group(1), said.group(2)), _ORDERED.match(marker) is None)
            first = re.match(r"\d+", marker)
            run.append(Item(block, int(said.group(2)), ordered, int(first.group()) if first else 1))
        elif run and (block.get("class") or "").startswith("MsoListParagraph") and short(block):
            _go_on(run[-1].element, block)
        elif short(block) or len(block) or name_of(block) != "p":
            if short(block) or name_of(block) != "p" or any(name_of(e) in ("img", "hr") for e in block.iter()):
                _close(run)
            if heading and said is not None and marker:
                block.text = f"{marker} {block.text or ''}"
    _close(run)


def _close(run: list[Item]) -> None:
    if run:
        place = make("i")
        put_before(run[0].element, place)
        for item in run:
            rename(item.element, "li")
        nest(run, place)
        remove(place)
    run.clear()


def _go_on(item: Element, more: Element) -> None:
    """A paragraph of its own inside the item before it."""
    if not any(name_of(child) == "p" for child in item):
        wrap_inside(item, "p")
    move(more, item)


def _take_marker(block: Element) -> str:
    marker = ""
    for sign in found(block, "span"):
        if styles(sign).get("mso-list", "").lower() == "ignore":
            marker = marker or short(sign)
            remove(sign)
    return marker
