"""Is the quoted passage in this body? Pure: takes ADF, asks no database.

The annotation mark says so for certain. Without one (a version may be older than the thread) the words have to be there with enough of what stood around them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cairn import documents
from cairn.documents import Adf
from cairn.documents.text import inline_node_text
from cairn.documents.walk import walk

if TYPE_CHECKING:
    from cairn.comments.models import Thread

LONG_ENOUGH = 24  # letters: a quote this long does not occur twice by chance
AROUND = 8  # letters of the surroundings that must agree for a shorter one


def body_words(body: Adf) -> str:
    """All letters of the body in reading order, folded: how text is compared, here and in the browser."""
    return fold("".join(_words(body)))


def _words(node: Adf) -> Iterator[str]:
    if node.get("type") == "text":
        yield str(node["text"])
        return
    yield inline_node_text(node)
    for child in node.get("content", ()):
        yield from _words(child)


def fold(words: str) -> str:
    """Without whitespace and case, so that line breaks between blocks do not matter."""
    return "".join(words.split()).casefold()


def holds(words: str, *, quote: str, prefix: str, suffix: str) -> bool:
    """Whether folded `words` have the passage: the quote, and for a short one its surroundings on one side."""
    needle, before, after = fold(quote), fold(prefix)[-AROUND:], fold(suffix)[:AROUND]
    if not needle:
        return False
    start = words.find(needle)
    while start >= 0:
        end = start + len(needle)
        if len(needle) >= LONG_ENOUGH or _agrees(words, start, end, before, after):
            return True
        start = words.find(needle, start + 1)
    return False


def _agrees(words: str, start: int, end: int, before: str, after: str) -> bool:
    if not before and not after:
        return True
    return bool(before and words[:start].endswith(before)) or bool(after and words.startswith(after, end))


def is_in(body: Adf, thread: Thread) -> bool:
    """Whether the body has the words, or the picture, that a thread is about; its mark is not asked for."""
    return Place(body).has(thread)


class Place:
    """A body, read once for all its threads."""

    def __init__(self, body: Adf) -> None:
        self.marked = frozenset(documents.annotations(body))
        self._words = body_words(body)
        self._media = {str(value) for node in walk(body) if node.get("type") == "media" for value in _names(node)}

    def has(self, thread: Thread) -> bool:
        if thread.annotation in self.marked:
            return True
        if thread.media:
            return thread.media in self._media
        return holds(self._words, quote=thread.quote, prefix=thread.prefix, suffix=thread.suffix)


def _names(media: Adf) -> list[object]:
    """What a thread may call a picture: its address, its id."""
    attrs = media.get("attrs", {})
    return [value for value in (attrs.get("url"), attrs.get("id")) if value]
