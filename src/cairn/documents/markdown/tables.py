"""Writing tables, as far as Markdown has them: one line per cell, a header row, no joined cells."""

from __future__ import annotations

from collections.abc import Callable

from ..text import to_text
from ..types import Adf, Report
from .inline import write_inline


def write_table(node: Adf, report: Report, picture: Callable[[Adf], list[str]]) -> list[str]:
    """The lines of a table; `picture` writes pictures. What else than text cells hold is simplified and reported."""
    rows = [[_cell(cell, report, picture) for cell in row.get("content", ())] for row in node.get("content", ())]
    rows = [row for row in rows if row]
    if not rows:
        return []
    kinds = [[cell["type"] for cell in row.get("content", ())] for row in node.get("content", ())]
    if any(kind != "tableHeader" for kind in kinds[0]):
        report.add("A table without a header row got an empty one.")
        rows.insert(0, [""] * len(rows[0]))
    if any("tableHeader" in row for row in kinds[1:]):
        report.add("Header cells beside the first row of a table became ordinary ones.")
    width = max(len(row) for row in rows)
    lines = [_line(row, width) for row in rows]
    return [lines[0], f"| {' | '.join(['---'] * width)} |", *lines[1:]]


def _line(cells: list[str], width: int) -> str:
    return f"| {' | '.join([*cells, *[''] * (width - len(cells))])} |"


def _cell(cell: Adf, report: Report, picture: Callable[[Adf], list[str]]) -> str:
    attrs = cell.get("attrs", {})
    if attrs.get("colspan", 1) > 1 or attrs.get("rowspan", 1) > 1:
        report.add("Joined cells of a table were taken apart.")
    parts = []
    for block in cell.get("content", ()):
        if block["type"] == "paragraph":
            parts.append(write_inline(block.get("content", []), report, "<br>"))
            continue
        if block["type"] == "mediaSingle":
            parts.extend(line for line in picture(block) if line)
            continue
        report.add("Lists and other blocks in table cells became lines of text.")
        lines = to_text({"type": "doc", "content": [block]}).split("\n")
        parts.extend(write_inline([{"type": "text", "text": line}], report, "<br>") for line in lines if line)
    return "<br>".join(part for part in parts if part)
