"""What becomes of a node in a place that does not allow it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from ..schema import Variant
from ..text import inline_node_text, inline_text
from ..types import Adf
from ..words import a_noun, in_a_noun
from .values import lost, unwrapped

if TYPE_CHECKING:
    from .fitter import Fitter, Piece

# A part that stands without its whole gets one around it.
_WHOLE = {
    "listItem": "bulletList",
    "taskItem": "taskList",
    "blockTaskItem": "taskList",
    "decisionItem": "decisionList",
    "tableRow": "table",
    "media": "mediaSingle",
}
# A whole that gets something else than its parts wraps it in one.
_PART = {
    "bulletList": "listItem",
    "orderedList": "listItem",
    "taskList": "taskItem",
    "decisionList": "decisionItem",
    "table": "tableRow",
    "tableRow": "tableCell",
    "layoutSection": "layoutColumn",
}
_OPENED = frozenset({"blockquote", "panel", "layoutSection", "expand", "nestedExpand"})
_TEXTS = frozenset({"paragraph", "heading", "caption"})


def inside(kind: str) -> str:
    return in_a_noun(kind).replace("in ", "inside ", 1)


def adapt(fitter: Fitter, node: Adf, parent: Variant, depth: int, before: list[Piece]) -> list[Piece]:
    """The pieces that stand for a node whose type its parent does not allow."""
    kind = str(node.get("type"))
    group = parent.content or {}
    if parent.type in ("mediaSingle", "mediaGroup"):
        lost(kind if kind in fitter.types else "extension", fitter.report)
        return []
    if kind not in fitter.types or kind == "doc":
        return _unknown(fitter, node, parent, depth, before)
    if kind in fitter.inline:
        return _inline(fitter, node, parent, depth, before)
    if "text" in group:
        return _block_in_text(fitter, node, parent, depth, before)
    if parent.type in _PART:
        return _in_whole(fitter, node, parent, depth, before)
    if kind in _WHOLE and _WHOLE[kind] in group:
        return fitter.fit({"type": _WHOLE[kind], "content": [node]}, parent, depth, before)
    if kind in ("tableCell", "tableHeader", "layoutColumn"):
        return fitter.children(node.get("content", ()), parent, depth)
    return _block_in_block(fitter, node, parent, depth, before)


def _unknown(fitter: Fitter, node: Adf, parent: Variant, depth: int, before: list[Piece]) -> list[Piece]:
    if node.get("type") != "doc":
        fitter.report.add(f"“{str(node.get('type'))[:40]}” is not a kind of content we know; its text was kept.")
    if isinstance(node.get("text"), str):
        return _all(fitter, [{"type": "text", "text": node["text"]}], parent, depth, before)
    return _all(fitter, node.get("content", ()), parent, depth, before)


def _all(fitter: Fitter, nodes: Any, parent: Variant, depth: int, before: list[Piece]) -> list[Piece]:
    """Several loose nodes in place of one."""
    if "text" not in (parent.content or {}):
        return fitter.children(nodes, parent, depth)
    result: list[Piece] = []
    for node in nodes if isinstance(nodes, list | tuple) else ():
        if isinstance(node, dict):
            result.extend(fitter.fit(node, parent, depth, [*before, *result]))
    return result


def _inline(fitter: Fitter, node: Adf, parent: Variant, depth: int, before: list[Piece]) -> list[Piece]:
    """An inline node among blocks, or of a type that this block does not take."""
    if "text" not in (parent.content or {}):
        return fitter.fit({"type": "paragraph", "content": [node]}, parent, depth, before)
    words = inline_node_text(node)
    if not words:
        lost(str(node["type"]), fitter.report)
        return []
    return fitter.fit({"type": "text", "text": words}, parent, depth, before)


def _block_in_text(fitter: Fitter, node: Adf, parent: Variant, depth: int, before: list[Piece]) -> list[Piece]:
    """A block where only text may be: its text on a new line, or the block moves out."""
    if node["type"] not in _TEXTS:
        if parent.type == "caption":
            return _all(fitter, [{"type": "text", "text": inline_text(node)}], parent, depth, before)
        return fitter.lift(node, parent, depth)
    pieces = _all(fitter, node.get("content", ()), parent, depth, [])
    if pieces and any(isinstance(piece, dict) for piece in before):
        return [{"type": "hardBreak"}, *pieces]
    return pieces


def _in_whole(fitter: Fitter, node: Adf, parent: Variant, depth: int, before: list[Piece]) -> list[Piece]:
    """Something else than a list's items, a table's rows …"""
    kind, part = str(node["type"]), _PART[parent.type]
    last = before[-1] if before else None
    if part == "listItem" and kind in ("bulletList", "orderedList") and isinstance(last, dict):
        # HTML writes nested lists beside the items as often as inside them.
        before_content = last["content"]
        before_content.extend(p for p in fitter.build(node, _variants(fitter, kind), depth + 2) if isinstance(p, dict))
        return []
    if parent.type in ("taskList", "decisionList") and kind not in (
        *_TEXTS,
        "listItem",
        "taskItem",
        "decisionItem",
    ):
        return fitter.lift(node, parent, depth)
    opened = kind in ("listItem", "taskItem", "decisionItem", "blockTaskItem") and part != "listItem"
    content = node.get("content", []) if opened else [node]
    return fitter.fit({"type": part, "content": content}, parent, depth, before)


def _variants(fitter: Fitter, kind: str) -> list[Variant]:
    return fitter.types[kind]


def _block_in_block(fitter: Fitter, node: Adf, parent: Variant, depth: int, before: list[Piece]) -> list[Piece]:
    kind = str(node["type"])
    group = parent.content or {}
    attrs = node.get("attrs") if isinstance(node.get("attrs"), dict) else {}
    assert attrs is not None
    twin = {"expand": "nestedExpand", "nestedExpand": "expand"}.get(kind)
    if twin in group:
        return fitter.fit({**node, "type": twin, "marks": []}, parent, depth, before)
    if kind == "heading" and "paragraph" in group:
        fitter.report.add(f"A heading {inside(parent.type)} became bold text.")
        return fitter.fit(strong_paragraph(node.get("content", ())), parent, depth, before)
    if kind == "caption" and "paragraph" in group:
        return fitter.fit({**node, "type": "paragraph"}, parent, depth, before)
    if kind in _OPENED and "paragraph" in group:
        unwrapped(kind, parent.type, fitter.report)
        title = attrs.get("title")
        head = [strong_paragraph([{"type": "text", "text": title}])] if isinstance(title, str) and title else []
        return fitter.children([*head, *(node.get("content") or ())], parent, depth)
    if kind in ("blockCard", "embedCard") and isinstance(attrs.get("url"), str) and "paragraph" in group:
        card = {"type": "inlineCard", "attrs": {"url": attrs["url"]}}
        return fitter.fit({"type": "paragraph", "content": [card]}, parent, depth, before)
    if kind == "rule":
        fitter.report.add(f"{a_noun(kind)} {inside(parent.type)} was left out.")
        return []
    return fitter.lift(node, parent, depth)


def strong_paragraph(content: Any) -> Adf:
    """A paragraph whose text is bold."""
    nodes = []
    for node in content if isinstance(content, list | tuple) else ():
        marks = node.get("marks") or [] if isinstance(node, dict) else []
        if isinstance(node, dict) and node.get("type") == "text" and not any(m.get("type") == "code" for m in marks):
            node = {**node, "marks": [*marks, {"type": "strong"}]}
        nodes.append(node)
    return {"type": "paragraph", "content": nodes}


def wrap_runs(nodes: list[Adf], inline: frozenset[str]) -> list[Adf]:
    """Inline nodes among blocks, each run of them in one paragraph; runs of nothing but space go."""
    if not any(node.get("type") in inline for node in nodes):
        return nodes
    result: list[Adf] = []
    run: list[Adf] = []
    for node in [*nodes, None]:
        if node is not None and node.get("type") in inline:
            run.append(node)
            continue
        if any(n["type"] != "text" or str(n.get("text") or "").strip() for n in run):
            result.append({"type": "paragraph", "content": run})
        run = []
        if node is not None:
            result.append(node)
    return result


def rows_as_paragraphs(table: Adf) -> list[Adf]:
    """A table's rows as paragraphs, cells separated by a bar."""
    paragraphs: list[Adf] = []
    for row in _parts(table):
        cells = _parts(row) if row.get("type") == "tableRow" else [row]
        content: list[Adf] = []
        for cell in cells:
            inside_cell = _parts(cell) if cell.get("type") in ("tableCell", "tableHeader") else [cell]
            if content and inside_cell:
                content.append({"type": "text", "text": " | "})
            for block in inside_cell:
                content.extend(_parts(block) if block.get("type") == "paragraph" else [block])
        paragraphs.append({"type": "paragraph", "content": content})
    return paragraphs


def _parts(node: Adf) -> list[Adf]:
    return [child for child in node.get("content") or () if isinstance(child, dict)]


def arrange(node: Adf, variants: list[Variant]) -> tuple[Adf, list[Variant]]:
    """Put the parts of a picture or a column layout into the order and number that some variant takes."""
    content = [n for n in node.get("content") or () if isinstance(n, dict)]
    if node["type"] == "mediaSingle":
        media = [n for n in content if n.get("type") == "media"][:1]
        caption = [n for n in content if n.get("type") == "caption"][:1] if media else []
        wanted = [v for v in variants if bool(v.positions) == bool(caption)]
        return {**node, "content": [*media, *caption]}, wanted or variants
    columns = [n if n.get("type") == "layoutColumn" else {"type": "layoutColumn", "content": [n]} for n in content]
    if len(columns) > 3:
        rest = [block for column in columns[2:] for block in column.get("content") or ()]
        columns = [*columns[:2], {**columns[2], "content": rest}]
    while len(columns) < 2:
        columns.append({"type": "layoutColumn", "content": []})
    return {**node, "content": columns}, [v for v in variants if v.max_items] or variants


def continued(node: Adf, items: int) -> Adf:
    """The part of a split node after `items` children: numbering goes on, ids do not repeat."""
    if items == 0:
        return node
    attrs = {name: value for name, value in node.get("attrs", {}).items() if name != "localId"}
    if "localId" in node.get("attrs", {}) and node["type"] in ("taskList", "decisionList", "table"):
        attrs["localId"] = str(uuid4())
    if node["type"] == "orderedList":
        attrs["order"] = int(node.get("attrs", {}).get("order", 1)) + items
    result = {key: value for key, value in node.items() if key != "attrs"}
    return {**result, "attrs": attrs} if attrs else result


def merged_text(content: list[Adf]) -> list[Adf]:
    """Neighbouring pieces of text with the same marks as one."""
    result: list[Adf] = []
    for node in content:
        last = result[-1] if result else None
        if last is not None and node["type"] == last["type"] == "text" and node.get("marks") == last.get("marks"):
            result[-1] = {**last, "text": last["text"] + node["text"]}
        else:
            result.append(node)
    return result
