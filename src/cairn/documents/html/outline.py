"""The headings of a document and the element ids under which they can be linked."""

from __future__ import annotations

import re
import unicodedata

from ..text import inline_text
from ..types import Adf, Heading
from ..walk import find_nodes

_NOT_WORD = re.compile(r"[^\w]+")


class Slugs:
    """Ids from texts: `h-what-we-decided`, then `h-what-we-decided-2`. The prefix keeps them off the page's own ids."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def slug(self, text: str) -> str:
        words = _NOT_WORD.sub("-", unicodedata.normalize("NFKC", text).lower()).strip("-_")
        base = f"h-{words[:80].rstrip('-') or 'heading'}"
        slug, number = base, 1
        while slug in self._taken:
            number += 1
            slug = f"{base}-{number}"
        self._taken.add(slug)
        return slug


def heading_id(anchor: str) -> str:
    """The id that a heading most likely has which others link to as `#anchor` (`whats-new`)."""
    return Slugs().slug(anchor)


def outline(body: Adf) -> list[Heading]:
    """The headings in reading order, with the ids that `to_html` gives them; headings without text are left out."""
    slugs = Slugs()
    found = [
        Heading(int(node["attrs"]["level"]), inline_text(node).replace("\n", " "), slugs.slug(inline_text(node)))
        for node in find_nodes(body, "heading")
    ]
    return [heading for heading in found if heading.text]
