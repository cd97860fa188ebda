"""Which suggestions a document holds, as a person would list them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ..text import inline_node_text
from ..types import Adf
from .stamps import CHANGED, DELETED, DELETION, INSERTED, INSERTION, SPLIT, Stamp, stamps_on

EXCERPT = 200  # letters of what comes and what goes that a list shows


@dataclass(slots=True)
class Suggestion:
    """What was suggested in one go. `added` and `removed` are the words it would bring and take, shortened."""

    id: str
    user: str
    at: str
    kinds: set[str] = field(default_factory=set)
    added: str = ""
    removed: str = ""

    def note(self, stamp: Stamp, words: str) -> None:
        self.kinds.add(stamp.kind)
        self.at = min(self.at, stamp.at) if self.at else stamp.at
        if stamp.kind in (INSERTION, INSERTED):
            self.added = (self.added + words.replace(SPLIT, " "))[:EXCERPT]
        elif stamp.kind in (DELETION, DELETED):
            self.removed = (self.removed + words)[:EXCERPT]


def suggestions_in(nodes: Iterable[Adf]) -> dict[str, Suggestion]:
    """Open suggestions by id, in the order of their first place in the text."""
    found: dict[str, Suggestion] = {}
    _collect(nodes, found)
    return found


def _collect(nodes: Iterable[Adf], found: dict[str, Suggestion]) -> None:
    for node in nodes:
        for stamp in stamps_on(node):
            known = found.setdefault(stamp.id, Suggestion(stamp.id, stamp.user, stamp.at))
            known.note(stamp, _words(node) if stamp.kind != CHANGED else "")
        _collect(node.get("content") or (), found)


def _words(node: Adf) -> str:
    if node["type"] == "text":
        return str(node["text"])
    inner = "".join(_words(child) for child in node.get("content") or ())
    return inner or inline_node_text(node)
