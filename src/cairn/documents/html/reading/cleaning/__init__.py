"""From the HTML that a program put on the clipboard or exported to HTML that says only what was meant.

The editor does the same in the browser (`frontend/islands/editor/paste`); both are held against `tests/clipboard`.
"""

from __future__ import annotations

from ....types import Report
from ..parse import Element
from . import boxes, confluence, notion, office, prune, sheet, source, styling, web, word


def clean(root: Element, html: str, report: Report) -> None:
    """Changes the tree in place. `html` is its source, which says by its marks who wrote it."""
    program = source.of(html)
    css = sheet.of(html)
    base = web.base_of(html)
    if css:
        sheet.apply(root, css)
    if program == "notion":
        notion.read(root)
    if program == "confluence":
        confluence.read(root)
    prune.prune(root)
    if program == "word":
        word.read(root, sheet.bullet_levels(css), report)
    if program == "docs":
        office.read_docs(root)
    web.read(root, base)
    office.read_tables(root, program, report)
    boxes.mark(root)
    prune.drop_blank(root)
    styling.keep_chosen(root, program)
