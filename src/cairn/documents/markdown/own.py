"""Our own extensions as Markdown."""

from __future__ import annotations

from ..own import WRITTEN, include_address, live_lines, own_key, source_of
from ..types import Adf, Report

_LEFT_OUT = {
    "toc": "A table of contents was left out.",
    "children": "A list of the pages below was left out.",
    "report": "A report of page properties was left out.",
    "decisions": "A decision log was left out.",
    "sections": "A table of sections of other pages was left out.",
}


def write_own(node: Adf, report: Report) -> list[str] | None:
    """Lines of Markdown; None where the content is written as it is (an excerpt, properties, a diagram's source)."""
    key = own_key(node) or ""
    if key in _LEFT_OUT:
        report.add(_LEFT_OUT[key])
        return []
    if key in WRITTEN:
        return ["```cairn", *live_lines(node), "```"]
    if key == "math":
        source = source_of(node).replace("$$", "")
        return ["$$", *(line for line in source.split("\n") if line.strip()), "$$"] if source else []
    if key == "include":
        address = include_address(node)
        report.add("An excerpt of another page was written as a link.")
        return [f"[excerpt]({address})"] if address else []
    return None
