"""Fitting: any tree that looks like ADF becomes a valid document, losing as little as possible and saying what.

Every converter into ADF builds a loose tree and ends here, so the content rules of the schema live in one place:

- attributes are coerced, defaulted or left out (`values`);
- a node that may not stand where it is gets adapted: wrapped (a list item outside a list), turned into its nearest
  kin (a heading in a list item becomes a bold paragraph), unwrapped (a quote in a quote), or lifted out of its parent,
  which is split around it (a table in a list);
- containers left empty get an empty paragraph, or go.
"""

from __future__ import annotations

from ..schema import schema
from ..types import Adf, Report
from .fitter import Fitter

__all__ = ["fit_document"]


def fit_document(content: list[Adf], report: Report) -> Adf:
    """A valid document with this content; what had to be left out or changed goes into the report."""
    pieces = Fitter(report).children(content, schema().doc, 0)
    return {"version": 1, "type": "doc", "content": [piece for piece in pieces if isinstance(piece, dict)]}
