"""What a template's Markdown says that Markdown has no words for: columns, our extensions, dates, decision items.

A fence whose language begins with `cairn-` is an instruction, its lines are `name: value`:

| fence | becomes |
| --- | --- |
| `cairn-columns` … `cairn-column` … `cairn-end` | a layout of two or three columns |
| `cairn-expand` (a line: its title) | an expand around the next block |
| `cairn-properties`, `cairn-excerpt` (`name: …`) | that extension around the next block |
| `cairn-KEY` | the extension KEY, its lines are its parameters |

`{2026-05-08}` is a date, and a list of items that begin with `[!]` is a list of decisions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import yaml

from cairn.documents import Adf
from cairn.documents.own import TYPE
from cairn.documents.text import timestamp_of

_DATE = re.compile(r"\{(\d{4}-\d\d-\d\d)\}")
_AROUND = ("expand", "excerpt", "properties")
_DECIDED = "[!]"


def with_blocks(body: Adf) -> Adf:
    """`body` with what its fences, dates and marks stand for. Raises ValueError for an instruction it can't follow."""
    return {**body, "content": list(_blocks(iter([_inside(node) for node in body.get("content", ())])))}


def _blocks(nodes: Iterator[Adf]) -> Iterator[Adf]:
    for node in nodes:
        name = _instruction(node)
        if name is None:
            yield node
        elif name == "columns":
            yield _columns(nodes)
        elif name in _AROUND:
            yield _around(name, _lines(node), _next(nodes, name))
        else:
            yield _extension("extension", name, _parameters(node))


def _columns(nodes: Iterator[Adf]) -> Adf:
    columns: list[list[Adf]] = [[]]
    for node in nodes:
        name = _instruction(node)
        if name == "end":
            break
        if name == "column":
            columns.append([])
        else:
            columns[-1].append(node)
    if not 2 <= len(columns) <= 3 or not all(columns):
        raise ValueError("A layout has two or three columns, and something in each.")
    width = round(100 / len(columns), 2)
    cells = [{"type": "layoutColumn", "attrs": {"width": width}, "content": column} for column in columns]
    return {"type": "layoutSection", "content": cells}


def _around(name: str, lines: str, inside: Adf) -> Adf:
    if name == "expand":
        return {"type": "expand", "attrs": {"title": lines}, "content": [inside]}
    content = _property_rows(inside) if name == "properties" and inside["type"] == "table" else inside
    return {**_extension("bodiedExtension", name, _values(lines)), "content": [content]}


def _property_rows(table: Adf) -> Adf:
    """Without the row of heads that Markdown needs, and with a head at the beginning of each row instead."""
    rows = [row["content"] for row in table["content"][1:]]
    rows = [[{**cells[0], "type": "tableHeader"}, *cells[1:]] for cells in rows]
    return {**table, "content": [{"type": "tableRow", "content": cells} for cells in rows]}


def _extension(kind: str, key: str, parameters: dict[str, Any]) -> Adf:
    return {"type": kind, "attrs": {"extensionType": TYPE, "extensionKey": key, "parameters": parameters}}


def _next(nodes: Iterator[Adf], name: str) -> Adf:
    node = next(nodes, None)
    if node is None or _instruction(node):
        raise ValueError(f"Nothing follows “cairn-{name}” that it could hold.")
    return node


def _instruction(node: Adf) -> str | None:
    language = str(node.get("attrs", {}).get("language") or "") if node.get("type") == "codeBlock" else ""
    return language.removeprefix("cairn-") if language.startswith("cairn-") else None


def _lines(node: Adf) -> str:
    return "".join(str(child.get("text", "")) for child in node.get("content", ())).strip()


def _parameters(node: Adf) -> dict[str, Any]:
    return _values(_lines(node))


def _values(lines: str) -> dict[str, Any]:
    found = yaml.safe_load(lines) if lines else {}
    if not isinstance(found, dict):
        raise ValueError(f"“{lines}” is not written as “name: value”.")
    return found


def _inside(node: Adf) -> Adf:
    """Dates and decision items, at any depth."""
    if "content" not in node or node.get("type") == "codeBlock":
        return node
    content = [piece for child in node["content"] for piece in _pieces(child)]
    return _decisions({**node, "content": content})


def _pieces(node: Adf) -> Iterator[Adf]:
    if node.get("type") != "text" or any(mark["type"] == "code" for mark in node.get("marks", ())):
        yield _inside(node)
        return
    for index, part in enumerate(_DATE.split(node["text"])):
        if index % 2:
            yield {"type": "date", "attrs": {"timestamp": timestamp_of(date.fromisoformat(part))}}
        elif part:
            yield {**node, "text": part}


def _decisions(node: Adf) -> Adf:
    if node["type"] != "bulletList":
        return node
    lines = [item["content"][0].get("content", []) for item in node["content"] if len(item["content"]) == 1]
    if len(lines) < len(node["content"]) or not all(_is_decided(line) for line in lines):
        return node
    return {"type": "decisionList", "attrs": {"localId": ""}, "content": [_decision(line) for line in lines]}


def _is_decided(line: list[Adf]) -> bool:
    return bool(line) and str(line[0].get("text", "")).startswith(_DECIDED)


def _decision(line: list[Adf]) -> Adf:
    words = line[0]["text"].removeprefix(_DECIDED).lstrip()
    first = [{**line[0], "text": words}] if words else []
    return {"type": "decisionItem", "attrs": {"localId": "", "state": "DECIDED"}, "content": [*first, *line[1:]]}
