"""Walking an element tree: every element becomes loose ADF nodes, which the fitter puts into their places."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...types import Adf, ImageMap, LinkMap, Report
from ..tags import safe_image_url, safe_url
from . import blocks, inline
from .parse import SKIPPED, Element, name_of, words_of
from .space import split

Marks = dict[str, Adf]
"""Marks in force, by type."""

_DEEPEST = 80  # elements; what is nested deeper counts as text


class Reader:
    """Reads elements; one per conversion, as it carries the report and the maps of links and pictures."""

    def __init__(self, report: Report, link: LinkMap | None, image: ImageMap | None) -> None:
        self.report = report
        self._link = link
        self._image = image
        self._depth = 0

    def blocks(self, element: Element, marks: Marks | None = None) -> list[Adf]:
        """The children of an element as blocks."""
        return split(self.children(element, marks or {}))

    def children(self, element: Element, marks: Marks) -> list[Adf]:
        """The text and child elements of an element as loose nodes, inline ones and blocks mixed."""
        nodes = self.text(element.text, marks)
        for child in element:
            nodes.extend(self.element(child, marks))
            nodes.extend(self.text(child.tail, marks))
        return nodes

    def text(self, words: str | None, marks: Marks) -> list[Adf]:
        if not words:
            return []
        return [{"type": "text", "text": words, **({"marks": list(marks.values())} if marks else {})}]

    def element(self, element: Element, marks: Marks) -> list[Adf]:
        """One element as loose nodes."""
        name = name_of(element)
        if not name or name in SKIPPED:
            return []
        if element.get("hidden") is not None and name != "details":
            return []
        if self._depth >= _DEEPEST:
            return self.text(words_of(element), marks)
        self._depth += 1
        try:
            return HANDLERS.get(name, _contents)(self, element, marks)
        finally:
            self._depth -= 1

    def href(self, written: str | None) -> str | None:
        """Where a link leads after mapping; None where it is no link."""
        if not written or not written.strip():
            return None
        target = written.strip() if self._link is None else self._link(written.strip())
        if target is None:
            return None
        safe = safe_url(target)
        if safe is None:
            self.report.add("A link with an unsafe address lost it.")
        return safe

    def picture(self, source: str, alt: str, size: Adf, marks: Marks) -> list[Adf]:
        """A picture as what `image` makes of it, or as an external one."""
        own = self._image(source, alt) if self._image is not None and source else None
        if own is not None:
            return [_in_line(own, marks)]
        url = safe_image_url(source) if source else None
        if url is None:
            if source:
                self.report.add("A picture that is written into the text itself was left out.")
            return self.text(alt, marks)
        media: dict[str, Any] = {"type": "media", "attrs": {"type": "external", "url": url, **size}}
        if alt:
            media["attrs"]["alt"] = alt
        if "link" in marks:
            media["marks"] = [marks["link"]]
        return [{"type": "mediaSingle", "attrs": {"layout": "center"}, "content": [media]}]


def _in_line(node: Adf, marks: Marks) -> Adf:
    """Words in place of a picture are marked like the words around them; a link around it leads where it led."""
    if node["type"] != "text" or not marks:
        return node
    own = {mark["type"]: mark for mark in node.get("marks", ())}
    return {**node, "marks": list({**own, **marks}.values())}


def _contents(reader: Reader, element: Element, marks: Marks) -> list[Adf]:
    return reader.children(element, marks)


Handler = Callable[[Reader, Element, Marks], list[Adf]]
HANDLERS: dict[str, Handler] = {**inline.HANDLERS, **blocks.HANDLERS}
