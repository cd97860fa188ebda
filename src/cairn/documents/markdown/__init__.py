"""Markdown ↔ ADF."""

from .read import from_markdown
from .write import to_markdown

__all__ = ["from_markdown", "to_markdown"]
