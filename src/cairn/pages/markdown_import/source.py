"""A Markdown file read far enough to know its place: its head, its names, and what it points at."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from cairn.documents import markdown_head
from cairn.pages.markdown_import import confluence, templates
from cairn.pages.markdown_import.folder import Text

_ORDER = ("nav_order", "weight", "order", "sidebar_position", "position")
ALIASES = ("permalink", "redirect_from", "aliases", "url", "slug")
_TARGETS = re.compile(r"""\]\(\s*<?([^\s)>"]+)|\b(?:src|href)=["']([^"']+)|^\[[^\]\n]+\]:\s*<?(\S+)""", re.MULTILINE)


_HEADING = re.compile(r"^ {0,3}(?:#[ \t]|=+[ \t]*$)", re.MULTILINE)


@dataclass(slots=True)
class Source:
    """`text` is what will be converted: without breadcrumbs and the generator's own tags, still with front matter."""

    path: str
    text: str
    note: str = ""
    title: str = ""  # said by breadcrumbs or front matter; empty where the first heading decides
    crumbs: list[confluence.Crumb] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    order: float | None = None
    lost: list[str] = field(default_factory=list)  # sentences about what is not in `text` any more
    has_front_matter: bool = False

    @property
    def may_have_heading(self) -> bool:
        """False where there is certainly no heading of level 1 to take a title from."""
        return bool(_HEADING.search(self.text)) or "<h1" in self.text.lower()

    @property
    def targets(self) -> list[str]:
        """What the text links to or shows, as written, each once."""
        found = _TARGETS.findall(self.text)
        return sorted({link or src or reference for link, src, reference in found})


def read_source(path: str, read: Text) -> Source:
    """The file at `path`, which holds `read`."""
    head = confluence.read_head(read.text)
    if head is not None:
        return Source(path, head.text, read.note, title=head.title, crumbs=head.crumbs, lost=head.lost)
    text = templates.expand(read.text.removeprefix("\ufeff").replace("\r\n", "\n"))
    title, meta = markdown_head(text)
    source = Source(path, text, read.note, title=title or "", has_front_matter=bool(title or meta))
    source.aliases = [alias for key in ALIASES for alias in _words(meta.get(key))]
    order = next((meta[key] for key in _ORDER if isinstance(meta.get(key), int | float)), None)
    source.order = float(order) if order is not None else None
    return source


def title_from_name(path: str) -> str:
    """A title for what has none: "travel-and-leave" → "Travel and leave"."""
    name = PurePosixPath(path.rstrip("/")).name
    stem = name if path.endswith("/") else PurePosixPath(name).stem
    words = " ".join(re.sub(r"[-_]+", " ", stem).split())
    return words[:1].upper() + words[1:] or name or "Untitled"


def natural(name: str) -> list[tuple[int, int, str]]:
    """A key that sorts "ADR-7" before "ADR-10"."""
    parts = re.findall(r"[0-9]{1,18}|[^0-9]+|[0-9]+", name.casefold())
    return [(0, int(part), "") if part[0] in "0123456789" and len(part) <= 18 else (1, 0, part) for part in parts]


def _words(value: Any) -> list[str]:
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, str) and item.strip()]
