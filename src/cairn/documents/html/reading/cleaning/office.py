"""Google Docs, and tables of Word, Excel and Google Sheets."""

from __future__ import annotations

import re

from ....types import Report
from ..parse import Element, name_of, styles
from .source import BY_HAND
from .tree import found, inside, make, put_before, remove, rename, short, take_strays, unwrap, wrap_inside

_BOLD = re.compile(r"bold|[6-9]00")
_SIZE = re.compile(r"([\d.]+)pt")
_CELLS = ("td", "th")


def read_docs(root: Element) -> None:
    for wrapper in found(root, "b", "span"):
        if (wrapper.get("id") or "").startswith("docs-internal-guid"):
            unwrap(wrapper)
    for item in found(root, "li"):
        if item.get("role") == "checkbox":
            _check(item)
    for line in found(root, "p"):
        # The title of a document is a paragraph in large letters.
        size = _SIZE.match(styles(line[0]).get("font-size", "")) if len(line) == 1 else None
        if size and name_of(line[0]) == "span" and float(size.group(1)) >= 20 and inside(line, "li", "td") is None:
            rename(line, "h1")


def _check(item: Element) -> None:
    done = item.get("aria-checked") == "true"
    item.set("class", "action-item")
    item.set("data-state", "DONE" if done else "TODO")
    for inner in found(item, "img", "span"):
        if inside(inner, "li") is not item:
            continue
        if name_of(inner) == "img":
            remove(inner)
        elif done:  # it strikes out what is done; the tick says that already
            inner.set("style", (inner.get("style") or "").replace("line-through", "none"))


def read_tables(root: Element, program: str, report: Report) -> None:
    for table in found(root, "table"):
        # Elsewhere a table of one cell is a box that somebody drew.
        lone = program in ("excel", "sheets", "web") and len(found(table, *_CELLS)) == 1
        if table.get("role") == "presentation" or lone:
            _open(table)
    for cell in found(root):
        href = cell.get("data-sheets-hyperlink")
        if href and not found(cell, "a"):
            wrap_inside(cell, "a", href=href)
    for table in reversed(found(root, "table")):
        if inside(table, *_CELLS) is not None:
            _as_lines(table)
            report.add("A table inside a table cell became text.")
    for head in found(root, "thead"):
        for cell in found(head, "td"):
            cell.tag = "th"
    if program in BY_HAND:
        for table in found(root, "table"):
            _bold_first_row(table)


def _open(table: Element) -> None:
    for part in found(table):
        if part is table or inside(part, "table") is not table:
            continue
        if name_of(part) in _CELLS:
            rename(part, "div")
        elif name_of(part) in ("tr", "tbody", "thead", "tfoot", "colgroup", "col"):
            unwrap(part)
    unwrap(table)


def _as_lines(table: Element) -> None:
    """A table in a cell: a line for each of its rows."""
    put_before(table, take_strays(table, make("div")))
    for row in found(table, "tr"):
        put_before(table, make("p", " | ".join(short(cell) for cell in row)))
    remove(table)


def _bold_first_row(table: Element) -> None:
    """A first row that is bold throughout, above others, heads the table."""
    rows = found(table, "tr")
    if len(rows) < 2:
        return
    cells = [cell for cell in rows[0] if name_of(cell) == "td"]
    filled = [cell for cell in cells if short(cell)]
    if len(cells) < 2 or not filled or len(cells) != len(rows[0]) or not all(map(_is_bold, filled)):
        return
    if not all(_is_bold(cell) for cell in rows[1] if short(cell)):
        for cell in cells:
            cell.tag = "th"


def _is_bold(cell: Element) -> bool:
    if _BOLD.fullmatch(styles(cell).get("font-weight", "")):
        return True
    bold = [
        part
        for part in found(cell, "b", "strong", "span")
        if name_of(part) != "span" or _BOLD.fullmatch(styles(part).get("font-weight", ""))
    ]
    return bool(bold) and sum(len(short(part)) for part in bold) >= len(short(cell).replace(" ", ""))
