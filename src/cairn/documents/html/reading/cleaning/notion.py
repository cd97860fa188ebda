"""Notion: its clipboard (an aside is a callout) and its exported pages."""

from __future__ import annotations

import re

from ..parse import Element, classes, name_of
from .tree import found, having, remove, remove_all, rename, replace, short, unwrap

_HUES = {
    "gray": "#626f86", "brown": "#946f00", "orange": "#c25100", "yellow": "#946f00", "teal": "#206a83",
    "green": "#216e4e", "blue": "#0055cc", "purple": "#5e4db2", "pink": "#943d73", "red": "#ae2e24",
}  # fmt: skip
_HIGHLIGHT = re.compile(r"highlight-([a-z]+)(_background)?")
_PICTOGRAM = re.compile("^\\s*[\u2190-\u2bff\u3030-\u303d\U0001f000-\U0001faff]\ufe0f?\\s*")


def read(root: Element) -> None:
    for callout in [*found(root, "aside"), *having(root, "callout")]:
        _callout(callout)
    for list_ in having(root, "bulleted-list", "numbered-list", "to-do-list"):
        before = list_.getprevious()
        if before is not None and before.get("class") == list_.get("class") and not (before.tail or "").strip():
            for child in reversed(list(before)):
                list_.insert(0, child)
            remove(before)
    for list_ in having(root, "to-do-list"):
        for item in list_:
            box = next(iter(having(item, "checkbox")), None)
            item.set("class", "action-item")
            item.set("data-state", "DONE" if box is not None and "checkbox-on" in classes(box) else "TODO")
            if box is not None:
                remove(box)
    for list_ in having(root, "toggle"):
        for item in list(list_):
            unwrap(item)
        unwrap(list_)
    _inline(root)
    remove_all(having(root, "page-header-icon", "page-cover-image"))


def _inline(root: Element) -> None:
    for link in having(root, "bookmark"):
        title = next(iter(having(link, "bookmark-title")), None)
        text = (short(title) if title is not None else "") or link.get("href") or ""
        for child in list(link):
            link.remove(child)
        link.text = text
    for mark in found(root, "mark"):
        said = _HIGHLIGHT.search(mark.get("class") or "")
        color = _HUES.get(said.group(1)) if said else None
        if said and color:
            rename(mark, "span", class_="text-background" if said.group(2) else "text-color", data_color=color)
    for person in having(root, "user"):
        if name_of(person) == "span":
            replace(person, short(person))


def _callout(box: Element) -> None:
    remove_all(having(box, "icon"))
    panel = rename(box, "div", class_="panel panel-info")
    for element in panel.iter():
        if (element.text or "").strip():
            element.text = _PICTOGRAM.sub("", element.text or "")
            return
        if element is not panel and (element.tail or "").strip():
            element.tail = _PICTOGRAM.sub("", element.tail or "")
            return
