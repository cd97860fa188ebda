"""The text as if suggestions had never been made: over the loose tree that a live document is read as."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..types import Adf
from .stamps import BLOCK_ATTRS, INSERTED, INSERTION, TEXT_MARKS, Wanted, everybody, stamp_of


def rejected(nodes: Iterable[Adf], wanted: Wanted = everybody) -> list[Adf]:
    """The nodes as if the suggestions that are wanted had never been made. Others stay as they are."""
    out: list[Adf] = []
    for node in nodes:
        if node["type"] == "text":
            _reject_text(out, node, wanted)
            continue
        attrs = dict(node.get("attrs") or {})
        mine = [name for name in BLOCK_ATTRS if name in attrs and wanted(stamp_of(name, attrs[name]))]
        if INSERTED in mine:
            continue
        for name in mine:
            del attrs[name]
        out.append(_with(node, attrs, rejected(node.get("content") or (), wanted)))
    return out


def _reject_text(out: list[Adf], node: Adf, wanted: Wanted) -> None:
    marks = []
    for mark in node.get("marks", ()):
        if mark["type"] in TEXT_MARKS and wanted(stamp_of(mark["type"], mark.get("attrs"))):
            if mark["type"] == INSERTION:
                return
        else:
            marks.append(mark)
    last = out[-1] if out else None
    if last is not None and last["type"] == "text" and last.get("marks", []) == marks:
        out[-1] = {**last, "text": last["text"] + node["text"]}
    else:
        out.append({"type": "text", "text": node["text"], **({"marks": marks} if marks else {})})


def _with(node: Adf, attrs: dict[str, Any], content: list[Adf]) -> Adf:
    made = {name: value for name, value in node.items() if name not in ("attrs", "content")}
    if attrs:
        made["attrs"] = attrs
    if content:
        made["content"] = content
    return made
