"""Markdown ↔ ADF."""

from .front_matter import front_block
from .read import from_markdown, markdown_head
from .write import to_markdown

__all__ = ["from_markdown", "front_block", "markdown_head", "to_markdown"]
