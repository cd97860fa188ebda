"""What a comparison of two bodies is made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from ..types import Adf

Side = Literal["old", "new"]

How = Literal["same", "changed", "added", "removed", "moved", "left"]
"""Of a block: "moved" stands where it is now (and may have changed on its way), "left" where it was before."""

PieceHow = Literal["same", "changed", "added", "removed"]


def _as_written(text: str) -> str:
    return text


@dataclass(frozen=True, slots=True)
class Note:
    """A change in words: `Note("heading {old} → {new}", {"old": 2, "new": 3})`."""

    words: str
    values: dict[str, Any] = field(default_factory=dict)

    def say(self, word: Callable[[str], str] = _as_written) -> str:
        """The sentence; `word` translates its words, and those values that are words themselves (notes)."""
        values = {k: v.say(word) if isinstance(v, Note) else v for k, v in self.values.items()}
        return word(self.words).format(**values)

    def __str__(self) -> str:
        return self.say()


@dataclass(frozen=True, slots=True)
class Piece:
    """Something inside a line: text with its marks, or an inline node such as a date. "changed": other marks or value.

    `old` is None where it was added, `new` where it was removed.
    """

    how: PieceHow
    old: Adf | None
    new: Adf | None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A block and what became of it. `pieces` is set for changed lines, `children` for changed containers.

    Of a block that is "same", "added", "removed" or "left" only the node itself tells what is in it.
    """

    how: How
    old: Adf | None
    new: Adf | None
    notes: tuple[Note, ...] = ()
    pieces: tuple[Piece, ...] | None = None
    children: tuple[Change, ...] | None = None

    @property
    def node(self) -> Adf:
        """The block as it is now; as it was, where it is gone."""
        node = self.new if self.new is not None else self.old
        assert node is not None
        return node

    def on(self, side: Side) -> Adf | None:
        """The block as it stood on that side, put together from the parts of the comparison; None: it did not."""
        node = self.old if side == "old" else self.new
        if node is None or (side == "old" and self.how == "moved"):
            return None
        if self.pieces is not None:
            return _with_content(node, list(inline_on(self.pieces, side)))
        if self.children is not None:
            return _with_content(node, [child for each in self.children if (child := each.on(side)) is not None])
        return node

    def before(self) -> Adf | None:
        """The block as it was, also where it has moved since."""
        return Change("changed", self.old, self.new, pieces=self.pieces, children=self.children).on("old")


def _with_content(node: Adf, content: list[Adf]) -> Adf:
    return {**node, "content": content} if content or "content" in node else node


def inline_on(pieces: tuple[Piece, ...], side: Side) -> Iterator[Adf]:
    """The inline nodes of one side, texts with equal marks joined."""
    waiting: Adf | None = None
    for piece in pieces:
        node = piece.old if side == "old" else piece.new
        if node is None:
            continue
        if waiting is not None and _joins(waiting, node):
            waiting = {**waiting, "text": waiting["text"] + node["text"]}
            continue
        if waiting is not None:
            yield waiting
        waiting = node
    if waiting is not None:
        yield waiting


def _joins(left: Adf, right: Adf) -> bool:
    return left.get("type") == right.get("type") == "text" and left.get("marks") == right.get("marks")


@dataclass(frozen=True, slots=True)
class Diff:
    """Every block of both bodies in reading order, changed or not. False when nothing differs."""

    changes: tuple[Change, ...]

    def __bool__(self) -> bool:
        return any(change.how != "same" for change in self.changes)

    def on(self, side: Side) -> Adf:
        """The body on one side, put together from the parts of the comparison."""
        content = [node for change in self.changes if (node := change.on(side)) is not None]
        return {"version": 1, "type": "doc", "content": content}

    def counts(self) -> dict[str, int]:
        """How many blocks were "added", "removed", "changed" and "moved"; those that did not happen are left out."""
        found = Counter(change.how for change in self.changes)
        return {how: found[how] for how in ("added", "removed", "changed", "moved") if found[how]}
