"""Formulas in HTML: of our own reading view, of KaTeX and MathJax, of whatever writes its TeX beside MathML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...own import TYPE
from ...types import Adf
from .parse import Element, words_of

if TYPE_CHECKING:
    from .reader import Marks, Reader


def formula(tex: str, *, block: bool) -> list[Adf]:
    """The formula as a node; nothing for no formula."""
    tex = tex.strip()
    if not tex:
        return []
    kind = "extension" if block else "inlineExtension"
    return [{"type": kind, "attrs": {"extensionType": TYPE, "extensionKey": "math", "parameters": {"tex": tex}}}]


def own_formula(element: Element) -> list[Adf] | None:
    """What our reading view wrote, as long as no script has drawn it; None for any other element."""
    display = element.get("data-math")
    return formula(words_of(element), block=display == "block") if display and element.get("class") else None


def math(reader: Reader, element: Element, marks: Marks) -> list[Adf]:
    """`<math>`, if it says what TeX it was made from."""
    notes = (note for note in element.iter("annotation") if "tex" in (note.get("encoding") or "").lower())
    note = next(notes, None)
    tex = words_of(note) if note is not None else element.get("alttext") or ""
    found = formula(tex, block=element.get("display") == "block")
    if not found:
        reader.report.add("A drawing or formula written as markup was left out.")
    return found
