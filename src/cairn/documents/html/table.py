"""Rendering tables: a box that scrolls, header rows in `thead`, every header cell with its scope, numbered rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..types import Adf
from .tags import hue_of, open_tag, tag, text

RenderBlocks = Callable[[Adf], str]
NUMBER_WIDTH = 44  # pixels, as in the editor (tables/widths.ts)


def render_table(node: Adf, cell_html: RenderBlocks, label: str) -> str:
    """A table; `cell_html` renders the blocks of a cell. A comparison says in a row's or cell's `diff` what it became."""
    attrs = node.get("attrs", {})
    rows = node.get("content", [])
    heads = _header_rows(rows)
    drawn = _Drawn(cell_html, heads, _missing(rows), bool(attrs.get("isNumberColumnEnabled")))
    widths = _widths(rows)
    parts = [_columns(widths, drawn.numbered)]
    if heads:
        parts.append(tag("thead", {}, *(drawn.row(rows[i], i) for i in range(heads))))
    if rows[heads:]:
        parts.append(tag("tbody", {}, *(drawn.row(rows[i], i) for i in range(heads, len(rows)))))
    table = tag(
        "table",
        {"data-local-id": attrs.get("localId"), "data-numbered": drawn.numbered, **_total(widths, drawn.numbered)},
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


@dataclass(frozen=True)
class _Drawn:
    """What every row has to know: how many rows are headers, how many cells each lacks, whether rows have numbers."""

    cell_html: RenderBlocks
    heads: int
    missing: list[int]
    numbered: bool

    def row(self, row: Adf, index: int) -> str:
        scope = "col" if index < self.heads else "row"
        cells = [_cell(cell, self.cell_html, scope) for cell in row.get("content", [])]
        if self.numbered:
            number = str(index - self.heads + 1) if index >= self.heads else ""
            cells.insert(0, tag("td", {"class": "row-number"}, number))
        return tag("tr", {"data-diff": row.get("diff")}, *cells, *[tag("td", {})] * self.missing[index])


def _header_rows(rows: list[Adf]) -> int:
    count = 0
    for row in rows:
        cells = row.get("content", [])
        if not cells or any(cell["type"] != "tableHeader" for cell in cells):
            break
        count += 1
    # A table of headers alone is a column of row headers.
    return count if count < len(rows) else min(count, 1)


def _missing(rows: list[Adf]) -> list[int]:
    """How many cells each row lacks to be as long as the longest: two people's edits can merge into such a table."""
    lengths = [0] * len(rows)
    for index, row in enumerate(rows):
        for cell in row.get("content", []):
            attrs = cell.get("attrs", {})
            for below in range(index, min(index + _span(attrs.get("rowspan")), len(rows))):
                lengths[below] += _span(attrs.get("colspan"))
    return [max(lengths, default=0) - length for length in lengths]


def _widths(rows: list[Adf]) -> list[int | None]:
    """Column widths in pixels, as the first row says them."""
    widths: list[int | None] = []
    for cell in rows[0].get("content", []) if rows else []:
        attrs = cell.get("attrs", {})
        own = [int(w) if w and w > 0 else None for w in attrs.get("colwidth") or []]
        widths.extend(own or [None] * _span(attrs.get("colspan")))
    return widths


def _columns(widths: list[int | None], numbered: bool) -> str:
    if not any(widths):
        return ""
    all_widths = [NUMBER_WIDTH, *widths] if numbered else widths
    return tag("colgroup", {}, *(open_tag("col", {"width": width}) for width in all_widths))


def _total(widths: list[int | None], numbered: bool) -> dict[str, str | int | bool | None]:
    """The width of the whole, when every column has one."""
    known = [width for width in widths if width]
    if not known or len(known) < len(widths):
        return {}
    return {"data-sized": True, "width": sum(known) + (NUMBER_WIDTH if numbered else 0)}


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
