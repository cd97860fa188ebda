"""Blocks of the compiled page, and other people's words as they may be quoted there. Pure: ADF in, ADF out.

What is quoted asks for nothing a second time: a mention becomes its name, a tick box a line, a passage of a comment
plain words. No word is lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from cairn.documents import Adf, InvalidDocument, inline_text, to_text, validate

STRONG: Adf = {"type": "strong"}
EM: Adf = {"type": "em"}
# What may stand in a quote (ADF's blockquote), and what may stand on the page besides.
IN_QUOTE = frozenset({"paragraph", "bulletList", "orderedList", "codeBlock"})
ON_PAGE = IN_QUOTE | {"table", "blockquote", "mediaSingle"}
INLINE = frozenset({"text", "hardBreak", "emoji", "date", "status", "inlineCard"})
OPENED = frozenset({"blockquote", "panel", "expand", "layoutSection", "layoutColumn", "nestedExpand"})


def text(words: str, *marks: Adf, href: str = "") -> Adf:
    link = [{"type": "link", "attrs": {"href": href}}] if href else []
    all_marks = [*link, *marks]
    return {"type": "text", "text": words, "marks": all_marks} if all_marks else {"type": "text", "text": words}


def paragraph(*content: Adf) -> Adf:
    return {"type": "paragraph", "content": list(content)}


def heading(level: int, words: str, key: str = "") -> Adf:
    attrs = {"level": level, **({"localId": key} if key else {})}
    return {"type": "heading", "attrs": attrs, "content": [text(words)]}


def bullets(lines: Sequence[Sequence[Adf]], *, numbered: bool = False) -> Adf:
    items = [{"type": "listItem", "content": [paragraph(*line)]} for line in lines]
    if numbered:
        return {"type": "orderedList", "attrs": {"order": 1}, "content": items}
    return {"type": "bulletList", "content": items}


def lozenge(words: str, color: str) -> Adf:
    return {"type": "status", "attrs": {"text": words, "color": color}}


def day(when: date) -> Adf:
    """Readers see it in their own way of writing dates."""
    days = (when - date(1970, 1, 1)).days
    return {"type": "date", "attrs": {"timestamp": str(days * 86_400_000)}}


def quote(blocks: Sequence[Adf]) -> list[Adf]:
    return [{"type": "blockquote", "content": list(blocks)}] if blocks else []


def quoted(body: Adf | None, allowed: frozenset[str] = ON_PAGE) -> list[Adf]:
    """The blocks of an answer or question as they may stand on another page."""
    blocks = [each for node in (body or {}).get("content", ()) for each in _tame(node, allowed)]
    try:
        validate({"version": 1, "type": "doc", "content": blocks or [paragraph()]})
    except InvalidDocument:
        return _lines(body or {})
    return blocks


def _tame(node: Adf, allowed: frozenset[str]) -> Iterator[Adf]:
    kind = node["type"]
    if kind == "heading":
        if inline_text(node).strip():
            yield paragraph(text(inline_text(node), STRONG))
    elif kind in ("taskList", "decisionList"):
        lines = [_inline(item.get("content", ())) for item in node.get("content", ())]
        if any(lines):
            yield bullets([line for line in lines if line])
    elif kind in allowed:
        yield _plain(node)
    elif kind in OPENED:
        for child in node.get("content", ()):
            yield from _tame(child, allowed)
    elif kind != "rule":
        yield from _lines({"version": 1, "type": "doc", "content": [node]})


def _plain(node: Adf) -> Adf:
    """The same without ids and passages of comments."""
    made: Adf = {"type": node["type"]}
    if attrs := {name: value for name, value in node.get("attrs", {}).items() if name != "localId"}:
        made["attrs"] = attrs
    if "text" in node:
        made["text"] = node["text"]
    if marks := [mark for mark in node.get("marks", ()) if mark["type"] not in ("annotation", "fragment")]:
        made["marks"] = marks
    if "content" in node:
        made["content"] = list(_inside(node["content"]))
    return made


def _inside(nodes: Sequence[Any]) -> Iterator[Adf]:
    for node in nodes:
        kind = node["type"]
        if kind == "mention":
            yield text(str(node.get("attrs", {}).get("text") or "@"))
        elif kind == "inlineExtension":
            if words := to_text({"version": 1, "type": "doc", "content": [paragraph(node)]}).strip():
                yield text(words)
        elif kind in ("taskList", "decisionList", "heading", "panel", "extension"):
            yield from _tame(node, IN_QUOTE)
        else:
            yield _plain(node)


def _inline(nodes: Sequence[Any]) -> list[Adf]:
    return [node for node in _inside(nodes) if node["type"] in INLINE]


def _lines(body: Adf) -> list[Adf]:
    return [paragraph(text(line.strip())) for line in to_text(body).splitlines() if line.strip()]
