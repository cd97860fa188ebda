"""HTML that people paste or import → ADF. Junk goes; what had meaning and can't be kept is reported."""

from __future__ import annotations

import re
from html import escape

from ...fitting import fit_document
from ...types import Conversion, ImageMap, LinkMap, Report
from .cleaning import clean
from .parse import Element, parse
from .reader import Reader

__all__ = ["from_html", "read_html"]
# A comment to HTML parsers; macros of Confluence keep code in it.
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)


def from_html(html: str, *, link: LinkMap | None = None, image: ImageMap | None = None) -> Conversion:
    """HTML, a fragment or a whole page, as a document. Never raises; always valid ADF."""
    report = Report()
    opened = _CDATA.sub(lambda found: escape(found.group(1), quote=False), html)
    root = parse(opened)
    if root is not None:
        clean(root, opened, report)
    conversion = _read(root, report, link, image)
    conversion.dropped = report.sentences()
    return conversion


def read_html(html: str, report: Report, *, link: LinkMap | None, image: ImageMap | None) -> Conversion:
    """HTML that we wrote ourselves, which needs no cleaning; adds to a report that the caller already has."""
    return _read(parse(html), report, link, image)


def _read(root: Element | None, report: Report, link: LinkMap | None, image: ImageMap | None) -> Conversion:
    content = Reader(report, link, image).blocks(root) if root is not None else []
    return Conversion(fit_document(content, report))
