"""Tables, made rectangular."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from ...types import Adf
from .cleaning.tree import make, take_strays
from .parse import Element, hex_color, name_of, number
from .space import split

if TYPE_CHECKING:
    from .reader import Marks, Reader

Handler = Callable[["Reader", Element, "Marks"], list[Adf]]
_WIDEST = 200  # columns; more is an accident or an attack


def _table(reader: Reader, element: Element, marks: Marks) -> list[Adf]:
    caption = split(reader.children(take_strays(element, make("div")), marks))
    for child in element:
        if name_of(child) == "caption":
            caption = [*caption, *split(reader.children(child, marks))]
    rows = [_cells(reader, row, marks) for row in _rows(element)]
    rows = [row for row in rows if row]
    if not rows:
        return caption
    _make_rectangular(rows)
    table: Adf = {"type": "table", "content": [{"type": "tableRow", "content": row} for row in rows]}
    if element.get("data-numbered") is not None:
        table["attrs"] = {"isNumberColumnEnabled": True}
    return [*caption, table]


def _rows(element: Element) -> Iterator[Element]:
    for child in element:
        name = name_of(child)
        if name == "tr":
            yield child
        elif name in ("thead", "tbody", "tfoot"):
            yield from _rows(child)


def _cells(reader: Reader, row: Element, marks: Marks) -> list[Adf]:
    cells: list[Adf] = []
    for child in row:
        name = name_of(child)
        # Numbers of rows are drawn by `html/table.py`, not written by anybody.
        if name not in ("td", "th") or child.get("class") == "row-number":
            continue
        spans = {
            span: min(value, _WIDEST)
            for span in ("colspan", "rowspan")
            if (value := number(child.get(span))) is not None and value > 1
        }
        cell: Adf = {"type": "tableHeader" if name == "th" else "tableCell"}
        attrs: Adf = dict(spans)
        if background := hex_color(child.get("data-background") or child.get("bgcolor")):
            attrs["background"] = background
        if (valign := child.get("data-valign")) in ("top", "middle", "bottom"):
            attrs["valign"] = valign
        if attrs:
            cell["attrs"] = attrs
        cell["content"] = split(reader.children(child, marks)) or [{"type": "paragraph"}]
        cells.append(cell)
    return cells[:_WIDEST]


def _make_rectangular(rows: list[list[Adf]]) -> None:
    """Cut spans that reach below the table and fill short rows with empty cells; editors demand both."""
    widths: list[int] = []
    reaching: list[tuple[int, int]] = []  # (rows still covered, columns) of cells that span rows
    for index, row in enumerate(rows):
        covered = sum(columns for _, columns in reaching)
        reaching = [(left - 1, columns) for left, columns in reaching if left > 1]
        width = covered
        for cell in row:
            attrs = cell.get("attrs", {})
            if "rowspan" in attrs:
                attrs["rowspan"] = min(attrs["rowspan"], len(rows) - index)
                reaching.append((attrs["rowspan"] - 1, attrs.get("colspan", 1)))
            width += attrs.get("colspan", 1)
        reaching = [(left, columns) for left, columns in reaching if left > 0]
        widths.append(width)
    widest = min(max(widths), _WIDEST)
    for row, width in zip(rows, widths, strict=True):
        kind = "tableHeader" if all(cell["type"] == "tableHeader" for cell in row) else "tableCell"
        row.extend({"type": kind, "content": [{"type": "paragraph"}]} for _ in range(widest - width))


HANDLERS: dict[str, Handler] = {"table": _table}
