"""Sections with a name of their own: headings whose `localId` is `section-KEY`, and what stands below each.

The name outlives what people do to the heading's words. A section goes from its heading to the next heading of the same
or a higher level in the same room (the document, a column, an expand). Pure reading: nothing here changes a body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from .text import inline_text
from .types import Adf
from .walk import walk

PREFIX = "section-"
_KEY = re.compile(r"section-([a-z0-9](?:[a-z0-9_-]{0,58}[a-z0-9])?)\Z")
# Nodes that say something although they hold no text.
_SAYING = frozenset(
    {
        "mention", "date", "status", "emoji", "inlineCard", "blockCard", "embedCard", "media", "mediaInline", "extension",
        "inlineExtension", "bodiedExtension", "syncBlock", "bodiedSyncBlock",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Section:
    """`content`: the blocks under the heading. `again`: an earlier heading of the body has the same key and counts."""

    key: str
    heading: str
    level: int
    content: tuple[Adf, ...]
    again: bool = False

    @property
    def body(self) -> Adf:
        return {"version": 1, "type": "doc", "content": list(self.content)}


def section_key(local_id: object) -> str | None:
    """The key in a heading's `localId`, None for any other id."""
    found = _KEY.match(local_id) if isinstance(local_id, str) else None
    return found[1] if found else None


def section_id(key: str) -> str:
    """The `localId` of the heading that begins the section."""
    return PREFIX + key


def named_sections(body: Adf) -> list[Section]:
    """Every section in reading order; of a key used twice the first counts, later ones are `again`."""
    taken: set[str] = set()
    found = []
    for key, siblings, at in _beginnings(body):
        heading = siblings[at]
        level = int(heading["attrs"]["level"])
        content = tuple(siblings[at + 1 : end_of([level_of(node) for node in siblings], at, level)])
        found.append(Section(key, inline_text(heading).replace("\n", " "), level, content, key in taken))
        taken.add(key)
    return found


def end_of(levels: Sequence[int | None], at: int, level: int) -> int:
    """Where what begins at `at` ends: the next heading of this level or a higher one; `levels` as `level_of` says."""
    for index in range(at + 1, len(levels)):
        found = levels[index]
        if found is not None and found <= level:
            return index
    return len(levels)


def level_of(node: Adf) -> int | None:
    """The level of a heading, None for any other node."""
    return int(node["attrs"]["level"]) if node.get("type") == "heading" else None


def says_something(content: Sequence[Adf]) -> bool:
    """Whether somebody wrote there: headings, heads of tables and prompts alone say nothing."""
    return any(_says(node) for node in content)


def _says(node: Adf) -> bool:
    kind = node.get("type")
    if kind in ("heading", "tableHeader", "placeholder"):
        return False
    if kind in _SAYING:
        return True
    if kind == "text":
        return bool(str(node.get("text", "")).strip())
    return any(_says(child) for child in node.get("content", ()))


def _beginnings(body: Adf) -> Iterator[tuple[str, list[Adf], int]]:
    """(key, the heading's siblings, its place among them) for each heading that begins a section."""
    for room in walk(body):
        siblings: list[Any] = room.get("content") or []
        for at, node in enumerate(siblings):
            if key := _key_of(node):
                yield key, siblings, at


def _key_of(node: Adf) -> str | None:
    return section_key(node.get("attrs", {}).get("localId")) if node.get("type") == "heading" else None


@dataclass(frozen=True, slots=True)
class Part:
    """What a template gives to one section: its heading and what follows, up to the next heading that has a key."""

    key: str
    level: int
    blocks: tuple[Adf, ...]


def parts_of(template: Adf) -> list[Part]:
    """The sections of a template without one another, in reading order; of a key used twice the first."""
    found: dict[str, Part] = {}
    for key, siblings, at in _beginnings(template):
        level = int(siblings[at]["attrs"]["level"])
        end = end_of([level_of(node) for node in siblings], at, level)
        named = (index for index in range(at + 1, end) if _key_of(siblings[index]))
        found.setdefault(key, Part(key, level, tuple(siblings[at : next(named, end)])))
    return list(found.values())
