"""HTML that people paste or import → ADF. Junk goes; what had meaning and can't be kept is reported."""

from __future__ import annotations

from ...fitting import fit_document
from ...types import Conversion, ImageMap, LinkMap, Report
from .parse import parse
from .reader import Reader

__all__ = ["from_html", "read_html"]


def from_html(html: str, *, link: LinkMap | None = None, image: ImageMap | None = None) -> Conversion:
    """HTML, a fragment or a whole page, as a document. Never raises; always valid ADF."""
    report = Report()
    conversion = read_html(html, report, link=link, image=image)
    conversion.dropped = report.sentences()
    return conversion


def read_html(html: str, report: Report, *, link: LinkMap | None, image: ImageMap | None) -> Conversion:
    """The same, adding to a report that the caller already has."""
    root = parse(html)
    content = Reader(report, link, image).blocks(root) if root is not None else []
    return Conversion(fit_document(content, report))
