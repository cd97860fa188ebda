"""Markdown ↔ ADF."""

from .front_matter import front_block
from .read import from_markdown, markdown_head
from .typed import from_typed
from .write import to_markdown

__all__ = ["from_markdown", "from_typed", "front_block", "markdown_head", "to_markdown"]
