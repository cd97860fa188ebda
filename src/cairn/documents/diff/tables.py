"""Tables: which columns belong together, and what became of rows and columns in words."""

from __future__ import annotations

from collections.abc import Sequence

from ..types import Adf
from .align import Step
from .items import Item, item_of, plain
from .model import Change, Note


def is_plain_table(node: Adf) -> bool:
    """A grid: as many cells in each row, none joined."""
    rows = node.get("content") or []
    widths = {len(row.get("content") or []) for row in rows}
    cells = [cell for row in rows for cell in row.get("content") or []]
    return len(widths) == 1 and 0 not in widths and all(_is_single(cell) for cell in cells)


def _is_single(cell: Adf) -> bool:
    attrs = cell.get("attrs") or {}
    return all(attrs.get(name) in (None, 1, 1.0) for name in ("colspan", "rowspan"))


def columns_of(table: Adf) -> list[Item]:
    """Each column as if it were a node: a column whose head reads the same is the same column."""
    rows = table.get("content") or []
    columns = []
    for cells in zip(*(row["content"] for row in rows), strict=True):
        item = item_of({"type": "column", "content": list(cells)})
        head = plain(cells[0]).strip().lower() if cells[0].get("type") == "tableHeader" else ""
        columns.append(Item(item.node, item.key, head, item.family, item.words, item.size))
    return columns


def table_notes(columns: Sequence[Step], rows: Sequence[Change], old: Adf, new: Adf) -> list[Note]:
    """ "column “Cost” added", "2 rows removed"."""
    notes: list[Note] = []
    for step in columns:
        if step.old is None and step.new is not None:
            notes.append(Note("column {name} added", {"name": _head(new, step.new)}))
        elif step.new is None and step.old is not None and not step.moved:
            notes.append(Note("column {name} removed", {"name": _head(old, step.old)}))
        elif step.new is not None and step.moved:
            notes.append(Note("column {name} moved", {"name": _head(new, step.new)}))
    for how, one, many in (
        ("added", "1 row added", "{n} rows added"),
        ("removed", "1 row removed", "{n} rows removed"),
        ("moved", "1 row moved", "{n} rows moved"),
    ):
        count = sum(row.how == how for row in rows)
        if count:
            notes.append(Note(one) if count == 1 else Note(many, {"n": count}))
    return notes


def _head(table: Adf, number: int) -> str:
    cell = table["content"][0]["content"][number]
    words = " ".join(plain(cell).split()) if cell.get("type") == "tableHeader" else ""
    return f"“{words[:40]}”" if words else str(number + 1)
