"""ADF → Markdown."""

from __future__ import annotations

from ..types import Adf, Exported, Report


def to_markdown(body: Adf) -> Exported:
    """TODO"""
    report = Report()
    return Exported("", report.sentences())
