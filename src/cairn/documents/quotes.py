"""The passages that inline comments are about.

No `from __future__ import annotations` here: it would take the name of the function.
"""

from .types import Adf
from .walk import walk


def annotations(body: Adf) -> dict[str, str]:
    """The quoted text of each inline comment's passage, by annotation id; blocks are joined by a line break."""
    quotes: dict[str, list[str]] = {}
    for block in walk(body):
        here: dict[str, str] = {}
        for node in block.get("content", ()):
            for mark in node.get("marks", ()):
                if mark.get("type") == "annotation":
                    key = str(mark["attrs"]["id"])
                    here[key] = here.get(key, "") + str(node.get("text", ""))
        for key, text in here.items():
            quotes.setdefault(key, []).append(text)
    return {key: "\n".join(parts) for key, parts in quotes.items()}
