"""Confluence: its rendered pages, its editor's clipboard, and macros in its storage format."""

from __future__ import annotations

import re

from ..parse import Element, classes, name_of, words_of
from .tree import found, having, make, put_before, remove, remove_all, rename, replace, short, unwrap, wrap_inside

_BOXES = {
    "information": "info", "info": "info", "note": "note", "tip": "success", "success": "success",
    "warning": "warning", "error": "error", "custom": "info",
}  # fmt: skip
_TONES = {
    "success": "green", "green": "green", "current": "yellow", "yellow": "yellow", "progress": "blue",
    "complete": "blue", "blue": "blue", "inprogress": "blue", "error": "red", "red": "red", "removed": "red",
    "moved": "yellow", "new": "purple", "purple": "purple",
}  # fmt: skip
_BRUSH = re.compile(r"brush:\s*([\w+#-]+)")


def read(root: Element) -> None:
    remove_all(having(root, "confluence-information-macro-icon", "expand-control-icon", "aui-icon"))
    _boxes(root)
    for block in having(root, "code", "preformatted"):
        if "panel" in classes(block):
            _code(block)
    for container in having(root, "expand-container"):
        control = next(iter(having(container, "expand-control")), None)
        title = short(control) if control is not None else ""
        if control is not None:
            remove(control)
        _details(container, title)
    for list_ in having(root, "inline-task-list"):
        for item in list_:
            if name_of(item) == "li":
                _box(item, "checked" in classes(item))
    for status in having(root, "status-macro", "aui-lozenge"):
        tone = next((name[12:] for name in classes(status) if name.startswith("aui-lozenge-")), "")
        _lozenge(status, tone)
    for person in having(root, "user-mention", "confluence-userlink"):
        _mention(person)
    for image in having(root, "emoticon"):
        replace(image, image.get("data-emoji-fallback") or "🙂")
    for cell in found(root):
        if (cell.get("data-highlight-colour") or "").startswith("#"):
            cell.set("data-background", cell.get("data-highlight-colour") or "")
    _clipboard(root)
    _storage(root)


def _boxes(root: Element) -> None:
    for box in having(root, "confluence-information-macro"):
        kinds = (name.removeprefix("confluence-information-macro-") for name in classes(box))
        kind = next((name for name in kinds if name in _BOXES), "info")
        for title in [child for child in box if "title" in classes(child)]:
            wrap_inside(rename(title, "p"), "strong")
        _panel(box, kind)
    for box in having(root, "panel"):
        if "code" in classes(box) or "preformatted" in classes(box):
            continue
        for header in [child for child in box if "panelHeader" in classes(child)]:
            wrap_inside(rename(header, "p"), "strong")
        if any("panelContent" in classes(child) for child in box):
            _panel(box, "info")


def _clipboard(root: Element) -> None:
    """The editor of Confluence Cloud writes its nodes' types into the clipboard."""
    for element in found(root):
        kind = element.get("data-node-type") or element.get("data-prosemirror-node-name") or ""
        if element.get("data-panel-type"):
            _panel(element, element.get("data-panel-type") or "")
        elif element.get("data-task-state") or element.get("data-task-local-id"):
            done = element.get("data-task-state") == "DONE"
            _box(rename(element, "li"), done)
        elif element.get("data-task-list-local-id") or kind == "actionList":
            rename(element, "ul")
        elif kind == "status":
            _lozenge(element, element.get("data-color") or "")
        elif element.get("data-mention-id"):
            _mention(element)
        elif kind in ("expand", "nestedExpand"):
            _details(element, element.get("data-title") or "")


def _storage(root: Element) -> None:
    """`<ac:structured-macro ac:name="info">`: what comes of exporting or copying a page's source."""
    for macro in reversed(found(root, "ac:structured-macro", "ac:macro")):
        said = {child.get("ac:name"): short(child) for child in macro if name_of(child) == "ac:parameter"}
        remove_all([child for child in macro if name_of(child) == "ac:parameter"])
        for body in [child for child in macro if name_of(child) in ("ac:rich-text-body", "ac:plain-text-body")]:
            unwrap(body)
        _macro(macro, macro.get("ac:name") or "", said)
    remove_all(found(root, "ac:task-id"))
    for task in found(root, "ac:task"):
        status = next(iter(found(task, "ac:task-status")), None)
        done = status is not None and short(status) == "complete"
        if status is not None:
            remove(status)
        for body in found(task, "ac:task-body"):
            unwrap(body)
        _box(rename(task, "li"), done)
    for list_ in found(root, "ac:task-list"):
        rename(list_, "ul")


def _macro(macro: Element, name: str, said: dict[str | None, str]) -> None:
    if name == "status":
        macro.text = said.get("title", "")
        _lozenge(macro, said.get("colour", "").lower())
    elif name in ("code", "noformat"):
        language = said.get("language")
        rename(macro, "pre", **({"data_language": language} if language else {}))
    elif name == "expand":
        _details(macro, said.get("title", ""))
    elif name in _BOXES:
        _panel(macro, name)
    else:
        unwrap(macro)


def _details(element: Element, title: str) -> None:
    text, element.text = element.text, None
    summary = make("summary", title)
    summary.tail = text
    rename(element, "details").insert(0, summary)


def _panel(element: Element, kind: str) -> None:
    rename(element, "div", class_=f"panel panel-{_BOXES.get(kind, 'info')}")


def _box(item: Element, done: bool) -> None:
    item.set("class", "action-item")
    item.set("data-state", "DONE" if done else "TODO")


def _lozenge(element: Element, tone: str) -> None:
    rename(element, "span", class_=f"lozenge lozenge-{_TONES.get(tone, 'neutral')}")


def _mention(person: Element) -> None:
    """Its people are not ours: the name stays, as words."""
    name = short(person)
    replace(person, name if name.startswith("@") else f"@{name}")


def _code(block: Element) -> None:
    for title in having(block, "codeHeader"):
        put_before(block, title)
        wrap_inside(rename(title, "p"), "strong")
    pre = next(iter(found(block, "pre")), None)
    brush = _BRUSH.search(pre.get("data-syntaxhighlighter-params") or "") if pre is not None else None
    text = words_of(pre if pre is not None else block)
    if pre is not None and text.split() != words_of(block).split():
        # Broken: more than the code stands in there, and stays what it is.
        if brush:
            pre.set("data-language", brush.group(1))
        return
    for child in list(block):
        block.remove(child)
    rename(block, "pre", **({"data_language": brush.group(1)} if brush else {})).text = text
