"""Plain text of a document, for search, mail and quotes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

from .own import own_text
from .types import Adf

# Nodes whose children are text and inline nodes: they are the lines of a document.
TEXT_BLOCKS = frozenset({"paragraph", "heading", "taskItem", "decisionItem", "codeBlock", "caption"})

INLINE = frozenset(
    {
        "text", "hardBreak", "mention", "date", "status", "emoji", "inlineCard", "placeholder", "mediaInline",
        "inlineExtension",
    }
)  # fmt: skip
"""Nodes that stand inside a line."""


def to_text(body: Adf) -> str:
    """The words of a document: a line per block, cells of a table row separated by ` | `, no formatting."""
    return "\n".join(line for line in _lines(body) if line.strip())


def _lines(node: Adf) -> Iterator[str]:
    kind = node.get("type")
    if kind in TEXT_BLOCKS:
        yield inline_text(node)
    elif kind == "tableRow":
        yield " | ".join(to_text(cell).replace("\n", " ") for cell in node.get("content", ()))
    elif kind in INLINE:
        yield _inline(node)
    else:
        own = block_text(node)
        if own:
            yield own
        for child in node.get("content", ()):
            yield from _lines(child)


def inline_text(node: Adf) -> str:
    """The text inside one block, without surrounding space."""
    return "".join(_inline(child) for child in node.get("content", ())).strip()


def block_text(node: Adf) -> str:
    """The words which a block carries in its attributes: a title, an address, an alternative text."""
    attrs = node.get("attrs", {})
    kind = node.get("type")
    if kind in ("expand", "nestedExpand"):
        return str(attrs.get("title", ""))
    if kind in ("blockCard", "embedCard"):
        return str(attrs.get("url", ""))
    if kind == "media":
        return str(attrs.get("alt", ""))
    if kind in ("extension", "bodiedExtension"):
        own = own_text(node)
        return str(attrs.get("text", "")) if own is None else own
    return ""


def _inline(node: Adf) -> str:
    kind = node.get("type")
    if kind == "text":
        return str(node.get("text", ""))
    return inline_node_text(node) or "".join(_inline(child) for child in node.get("content", ()))


def inline_node_text(node: Adf) -> str:
    """What an inline node such as a mention or a date shows; nothing for other nodes."""
    kind = node.get("type")
    if kind == "hardBreak":
        return "\n"
    attrs = node.get("attrs", {})
    if kind == "mention":
        return mention_text(attrs)
    if kind == "date":
        return date_text(attrs)
    if kind == "emoji":
        return str(attrs.get("text") or attrs.get("shortName", ""))
    if kind == "inlineCard":
        return str(attrs.get("url", ""))
    if kind == "mediaInline":
        return str(attrs.get("alt", ""))
    if kind == "inlineExtension" and (own := own_text(node)) is not None:
        return own
    if kind in ("status", "inlineExtension"):
        return str(attrs.get("text", ""))
    return ""


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def date_text(attrs: Adf) -> str:
    """`5 December 2026`: how a date inside text reads, the same in plain text and HTML so that quotes of it are found."""
    day = day_of(attrs.get("timestamp"))
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if day else ""


def mention_text(attrs: Adf) -> str:
    """`@Ada Lovelace`: the name as it was when somebody wrote the mention."""
    return "@" + (str(attrs.get("text") or "").lstrip("@") or str(attrs.get("id", "")))


def day_of(timestamp: object) -> date | None:
    """The day of an ADF `timestamp` (milliseconds since 1970 in UTC, as text), or None when it is none."""
    try:
        return datetime.fromtimestamp(int(float(str(timestamp))) / 1000, tz=UTC).date()
    except (ValueError, OverflowError, OSError):
        return None


def timestamp_of(day: date) -> str:
    """The ADF `timestamp` of a day: midnight UTC in milliseconds, as text."""
    return str(int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000))
