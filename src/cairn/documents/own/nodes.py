"""Reading the nodes: which extension it is, what it was given, what it holds.

| key | node | parameters | content |
| --- | --- | --- | --- |
| toc | extension | from, to: levels of headings (1–6) | |
| children | extension | depth (1–5), sort: tree, title, changed | |
| excerpt | bodiedExtension | name | the blocks |
| excerpt | inlineExtension | name | attrs.text: the words |
| include | extension, inlineExtension | page: id, excerpt: localId | |
| math | extension, inlineExtension | tex | |
| diagram | bodiedExtension | alt | a code block with Mermaid source |
| properties | bodiedExtension | | a table of keys and values |
| report | extension | where: space, below, everywhere; labels, columns, sort | |
| decisions | extension | where: space, everywhere; states, frameworks, tags, role, q, view, count | |
| sections | extension | template; where: space, everywhere; sections: keys; label, owner, filled, sort, count | |
| roadmap | extension | page: id; view: board, timeline, table |
| debate | extension | statement; closes: an instant | |
| ama | extension | page: id of a session |
| project | extension | | |
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..types import Adf

TYPE = "cairn"
NODES = frozenset({"extension", "inlineExtension", "bodiedExtension"})
LIVE = frozenset({"ama", "children", "debate", "decisions", "include", "project", "report", "roadmap", "sections"})
"""Drawn for each reader anew, because what they show depends on who looks."""
WRITTEN = frozenset({"ama", "debate", "project", "roadmap"})
"""Those of them that Markdown says as a code block of the language `cairn`."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A named part of a page. `node` is the extension that holds it."""

    local_id: str
    name: str
    node: Adf


@dataclass(frozen=True, slots=True)
class Property:
    """A key and the table cell that holds its value."""

    key: str
    cell: Adf


def own_key(node: Adf) -> str | None:
    """`toc`, `math` … for an extension of ours, None for any other node."""
    attrs = node.get("attrs", {})
    if node.get("type") not in NODES or attrs.get("extensionType") != TYPE:
        return None
    return str(attrs.get("extensionKey", ""))


def parameters(node: Adf) -> dict[str, Any]:
    """What the extension was given; empty where that is no object."""
    found = node.get("attrs", {}).get("parameters")
    return found if isinstance(found, dict) else {}


def source_of(node: Adf) -> str:
    """The TeX of a formula, the Mermaid text of a diagram."""
    if own_key(node) == "math":
        return str(parameters(node).get("tex") or "").strip()
    return "\n".join(_code_lines(node)).strip()


def _code_lines(node: Adf) -> Iterator[str]:
    for child in node.get("content", ()):
        inside = child.get("content", [])
        if any(each.get("type") == "text" for each in inside):
            yield "".join(str(each.get("text", "")) for each in inside)
        else:
            yield from _code_lines(child)


def include_address(node: Adf) -> str:
    """Where the words of an include come from. Only the address: its title is not for everybody."""
    page = parameters(node).get("page")
    return f"/pages/{page}/" if isinstance(page, int) and page > 0 else ""


def diagram_of(node: Adf) -> Adf:
    """A code block of Mermaid as a diagram, any other node as it is."""
    if node.get("type") != "codeBlock" or node.get("attrs", {}).get("language") != "mermaid":
        return node
    attrs = {"extensionType": TYPE, "extensionKey": "diagram", "parameters": {}}
    return {"type": "bodiedExtension", "attrs": attrs, "content": [{k: v for k, v in node.items() if k != "marks"}]}


def live_block_of(node: Adf) -> Adf:
    """A code block of the language `cairn` as the extension its first line names, any other node as it is.

    The lines below it are what it is given: `page: 12`. A name that we do not know leaves the code block alone.
    """
    if node.get("type") != "codeBlock" or node.get("attrs", {}).get("language") != "cairn":
        return node
    key, *lines = ("\n".join(_code_lines({"content": [node]})).strip() or "-").split("\n")
    pairs = [[part.strip() for part in line.split(":", 1)] for line in lines]
    if key.strip() not in WRITTEN or any(len(pair) != 2 or not pair[0].isalpha() for pair in pairs):
        return node
    given = {name: int(value) if value.isdecimal() and len(value) < 16 else value for name, value in pairs}
    attrs = {"extensionType": TYPE, "extensionKey": key.strip(), "parameters": given, "layout": "default"}
    return {"type": "extension", "attrs": attrs}


def live_lines(node: Adf) -> list[str]:
    """The lines of the code block that `live_block_of` reads."""
    given = {name: value for name, value in parameters(node).items() if isinstance(value, str | int)}
    pairs = [(name, " ".join(str(value).split())) for name, value in given.items() if name.isalpha()]
    return [str(own_key(node)), *(f"{name}: {value}" for name, value in pairs)]


def own_text(node: Adf) -> str | None:
    """The words that an extension of ours carries in its attributes; None for any other node.

    Nothing of what is shown from elsewhere: an include is found on the page that it comes from.
    """
    key = own_key(node)
    if key is None:
        return None
    if key == "math":
        return source_of(node)
    if key == "diagram":
        return str(parameters(node).get("alt") or "")
    if key == "excerpt":
        return str(node["attrs"].get("text") or "")
    if key == "debate":
        return str(parameters(node).get("statement") or "")
    return ""


def excerpts(body: Adf) -> list[Excerpt]:
    """The excerpts of a page in reading order."""
    return [
        Excerpt(str(node["attrs"].get("localId") or ""), str(parameters(node).get("name") or "").strip(), node)
        for node in _walk(body)
        if own_key(node) == "excerpt"
    ]


def properties(body: Adf) -> list[Property]:
    """The properties of a page: a row each, or a column each where the first row is all headers."""
    found: dict[str, Property] = {}
    for node in _walk(body):
        if own_key(node) == "properties":
            for table in (child for child in node.get("content", ()) if child.get("type") == "table"):
                for prop in _of_table(table.get("content", [])):
                    found.setdefault(prop.key.casefold(), prop)
    return list(found.values())


def _of_table(rows: list[Adf]) -> Iterator[Property]:
    from ..text import to_text  # it asks this module about its nodes

    cells = [row.get("content", []) for row in rows]
    heads = cells[0] if cells else []
    across = len(cells) > 1 and len(heads) > 1 and all(cell["type"] == "tableHeader" for cell in heads)
    if across and not all(row and row[0]["type"] == "tableHeader" for row in cells[1:]):
        pairs = list(zip(heads, cells[1], strict=False))
    else:
        pairs = [(row[0], row[1]) for row in cells if len(row) > 1]
    for head, cell in pairs:
        key = " ".join(to_text(head).split()).rstrip(":")
        if key:
            yield Property(key[:100], cell)


def _walk(node: Adf) -> Iterator[Adf]:
    yield node
    for child in node.get("content", ()):
        yield from _walk(child)
