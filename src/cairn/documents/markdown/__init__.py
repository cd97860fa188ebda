"""Markdown ↔ ADF."""

from .read import from_markdown, markdown_head
from .write import to_markdown

__all__ = ["from_markdown", "markdown_head", "to_markdown"]
