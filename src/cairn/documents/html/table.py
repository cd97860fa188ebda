"""Rendering tables: a box that scrolls, header rows in `thead`, every header cell with its scope."""

from __future__ import annotations

from collections.abc import Callable

from ..types import Adf
from .tags import hue_of, open_tag, tag, text

RenderBlocks = Callable[[Adf], str]


def render_table(node: Adf, cell_html: RenderBlocks, label: str) -> str:
    """A table; `cell_html` renders the blocks of a cell. A comparison says in a row's or cell's `diff` what it became."""
    attrs = node.get("attrs", {})
    rows = node.get("content", [])
    heads = _header_rows(rows)
    parts = [_columns(rows)]
    if heads:
        parts.append(tag("thead", {}, *(_row(row, cell_html, head=True) for row in rows[:heads])))
    if rows[heads:]:
        parts.append(tag("tbody", {}, *(_row(row, cell_html, head=False) for row in rows[heads:])))
    table = tag(
        "table",
        {
            "data-local-id": attrs.get("localId"),
            "data-numbered": bool(attrs.get("isNumberColumnEnabled")),
        },
        *parts,
    )
    # Focusable, because a keyboard has no other way to scroll what stands to the right.
    box: dict[str, str | int | bool | None] = {
        "class": "table-scroll",
        "role": "group",
        "aria-label": label,
        "tabindex": 0,
    }
    return tag("div", {**box, "data-layout": attrs.get("layout")}, table)


def _header_rows(rows: list[Adf]) -> int:
    count = 0
    for row in rows:
        cells = row.get("content", [])
        if not cells or any(cell["type"] != "tableHeader" for cell in cells):
            break
        count += 1
    # A table of headers alone is a column of row headers.
    return count if count < len(rows) else min(count, 1)


def _columns(rows: list[Adf]) -> str:
    """Column widths in pixels, as the first row says them."""
    widths: list[int | None] = []
    for cell in rows[0].get("content", []) if rows else []:
        attrs = cell.get("attrs", {})
        own = [int(w) if w and w > 0 else None for w in attrs.get("colwidth") or []]
        widths.extend(own or [None] * _span(attrs.get("colspan")))
    if not any(widths):
        return ""
    return tag("colgroup", {}, *(open_tag("col", {"width": width}) for width in widths))


def _row(row: Adf, cell_html: RenderBlocks, *, head: bool) -> str:
    cells = row.get("content", [])
    return tag(
        "tr", {"data-diff": row.get("diff")}, *(_cell(cell, cell_html, "col" if head else "row") for cell in cells)
    )


def _cell(cell: Adf, cell_html: RenderBlocks, scope: str) -> str:
    attrs = cell.get("attrs", {})
    colspan, rowspan = _span(attrs.get("colspan")), _span(attrs.get("rowspan"))
    background = attrs.get("background")
    is_header = cell["type"] == "tableHeader"
    return tag(
        "th" if is_header else "td",
        {
            "scope": scope if is_header else None,
            "colspan": colspan if colspan > 1 else None,
            "rowspan": rowspan if rowspan > 1 else None,
            "data-hue": hue_of(background) if background else None,
            "data-diff": cell.get("diff"),
            "data-valign": text(attrs["valign"]) if attrs.get("valign") else None,
        },
        cell_html(cell),
    )


def _span(value: object) -> int:
    return min(max(int(value), 1), 1000) if isinstance(value, int | float) else 1
