"""Stored files that stand in a line, as the links that Markdown has for them."""

from __future__ import annotations

from collections.abc import Callable

from ..types import Adf


def with_file_links(node: Adf, media_url: Callable[[Adf], str | None]) -> Adf:
    """The tree with each `mediaInline` whose address is known as a link with its name; untouched parts are shared."""
    if node.get("type") == "mediaInline":
        attrs = node.get("attrs", {})
        url = media_url(attrs)
        if not url:
            return node
        link = {"type": "link", "attrs": {"href": url}}
        return {"type": "text", "text": str(attrs.get("alt") or "file"), "marks": [link]}
    content = node.get("content")
    return {**node, "content": [with_file_links(child, media_url) for child in content]} if content else node
