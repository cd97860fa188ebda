"""A comparison as HTML: the page as it reads, with what went and came marked in it; or its two sides."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby

from ..html.context import RenderContext
from ..html.inline import render_inline
from ..html.outline import Slugs
from ..html.render import _Renderer as Renderer
from ..html.tags import tag, text
from ..types import Adf
from ..words import noun
from .items import plain
from .model import Change, Diff, Note, Piece, Side

# Keys under which a node on its way through the renderer carries what became of it, of a cell and of a line.
_CHANGE, _CELL, _PIECES = "_change", "_cell", "_pieces"
_OPENING = re.compile(r"<([a-z][a-z0-9]*)\b[^>]*>")
_INSIDE = frozenset({"li", "tr", "td", "th"})  # elements before which no words may stand
_OF_MEDIA = frozenset({"mediaSingle", "mediaGroup"})  # drawn with what is in them at once
_WASH = {"added": "ins", "removed": "del"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A top-level block. `html` is the block, or its old side when two columns were asked for and `new` is the other.

    `number` counts what changed from 1; 0 where nothing did.
    """

    how: str
    number: int
    html: str
    new: str = ""


def changes_html(found: Diff, context: RenderContext | None = None) -> list[Shown]:
    """Every block in reading order, changes marked inside."""
    view = _View(context or RenderContext(), None, found.on("new"))
    numbers = _numbers(found)
    return [Shown(c.how, n, view.change(c)) for c, n in zip(found.changes, numbers, strict=True)]


def columns_html(found: Diff, context: RenderContext | None = None) -> list[Shown]:
    """Every block as a pair: how it was, how it is."""
    old = _View(context or RenderContext(), "old", found.on("old"))
    new = _View(context or RenderContext(), "new", found.on("new"))
    numbers = _numbers(found)
    return [Shown(c.how, n, old.change(c), new.change(c)) for c, n in zip(found.changes, numbers, strict=True)]


def _numbers(found: Diff) -> list[int]:
    """The place a block left is no change of its own: the block is counted where it is now."""
    count = 0
    numbers = []
    for change in found.changes:
        counts = change.how not in ("same", "left")
        count += counts
        numbers.append(count if counts else 0)
    return numbers


class _Elsewhere(Slugs):
    def slug(self, text: str) -> str:
        return f"was-{super().slug(text)}"


class _View(Renderer):
    def __init__(self, context: RenderContext, side: Side | None, body: Adf) -> None:
        super().__init__(context, body)
        self.side = side
        self.wash = ""  # the element around every line of a block that came or went as a whole
        if side == "old":  # both sides stand on one page, and an id may stand there once
            self.slugs = _Elsewhere()

    def change(self, change: Change) -> str:
        """The block, if it stood on this side."""
        node = change.old if self.side == "old" else change.node
        if node is None or (self.side == "old" and change.how == "moved") or self._is_of_the_other(change):
            return ""
        if change.how == "same":
            return self.block(node)
        if change.how == "left" and self.side is None:
            return tag("p", {"class": "diff-left"}, self._words(_left_words(node)))
        html = self._marked(change, node)
        return self._decorated(html, change, node)

    def _is_of_the_other(self, change: Change) -> bool:
        return self.side == "new" and change.how in ("removed", "left")

    def _marked(self, change: Change, node: Adf) -> str:
        if change.how in _WASH:
            return self._washed(_WASH[change.how], node)
        if change.how == "left" or (change.children is None and change.pieces is None):
            return self.block(node)
        if change.children is None:
            return self.block({**node, _PIECES: change.pieces})
        standing = [child for child in change.children if self._stands(child)]
        if node.get("type") == "table":
            return self.block({**node, "content": [self._row(row) for row in standing]})
        return self.block({**node, "content": [{**child.node, _CHANGE: child} for child in standing]})

    def block(self, node: Adf) -> str:
        change: Change | None = node.get(_CHANGE)
        return self.change(change) if change is not None else super().block(node)

    def unique_id(self, wanted: str) -> str:
        return super().unique_id(f"was-{wanted}" if self.side == "old" else wanted)

    def _washed(self, wash: str, node: Adf) -> str:
        outer, self.wash = self.wash, wash
        html = self.block(node)
        self.wash = outer
        return html

    def _stands(self, change: Change) -> bool:
        if self.side == "old":
            return change.old is not None and change.how != "moved"
        return self.side is None or change.new is not None

    def _row(self, row: Change) -> Adf:
        node = row.old if self.side == "old" and row.old is not None else row.node
        cells = row.children
        if cells is None:
            how = row.how if row.how in _WASH else "same"
            cells = tuple(Change(how, cell, cell) for cell in node.get("content", ()))
        content = [self._cell(cell) for cell in cells if self._stands(cell)]
        return {**node, "diff": None if row.how == "same" else row.how, "content": content}

    def _cell(self, cell: Change) -> Adf:
        node = cell.old if self.side == "old" and cell.old is not None else cell.node
        return {**node, _CELL: cell, "diff": None if cell.how == "same" else cell.how}

    def blocks(self, node: Adf) -> str:
        cell: Change | None = node.get(_CELL)
        if cell is None:
            return super().blocks(node)
        if cell.how in _WASH:
            outer, self.wash = self.wash, _WASH[cell.how]
            html = super().blocks(node)
            self.wash = outer
            return html
        notes = self._notes(cell) if self.side != "old" else ""
        if cell.children is None:
            return notes + super().blocks(node)
        return notes + "".join(self.change(child) for child in cell.children)

    def inline(self, node: Adf) -> str:
        pieces: tuple[Piece, ...] | None = node.get(_PIECES)
        if pieces is not None:
            return self._pieces(pieces)
        html = super().inline(node)
        return f"<{self.wash}>{html}</{self.wash}>" if self.wash and html else html

    def _pieces(self, pieces: tuple[Piece, ...]) -> str:
        parts = []
        for how, group in groupby(pieces, key=lambda piece: piece.how):
            run = list(group)
            if how == "changed":
                parts += [self._changed(piece) for piece in run]
                continue
            nodes = [piece.old if self.side == "old" or piece.new is None else piece.new for piece in run]
            if (how == "added" and self.side == "old") or (how == "removed" and self.side == "new"):
                continue
            html = render_inline([node for node in nodes if node is not None], self.context)
            parts.append(html if how == "same" else f"<{_WASH[how]}>{html}</{_WASH[how]}>")
        return "".join(parts)

    def _changed(self, piece: Piece) -> str:
        """Other formatting or another value: the reader is told in words what it is."""
        assert piece.old is not None and piece.new is not None
        was, now = (render_inline([node], self.context) for node in (piece.old, piece.new))
        if self.side == "old":
            return tag("del", {"class": "diff-format"}, was)
        why = tag("span", {"class": "diff-why"}, "; ".join(self._words(note) for note in piece.notes))
        is_text = piece.new.get("type") == "text"
        before = tag("del", {}, was) if self.side is None and not is_text else ""
        return before + tag("ins", {"class": "diff-format" if is_text else None}, now) + " " + why

    def _decorated(self, html: str, change: Change, node: Adf) -> str:
        """The block says on its outermost element what became of it, and in words what can't be seen."""
        opening = _OPENING.match(html)
        notes = "" if self.side == "old" and change.how == "changed" else self._notes(change, node)
        if opening is None:
            return notes
        head = f'{opening[0][:-1]} data-diff="{change.how}">'
        rest = html[opening.end() :]
        if opening[1] == "li" and notes:  # behind its words: a tick box stands first
            return f"{head}{rest.removesuffix('</li>')}{notes}</li>"
        return f"{head}{notes}{rest}" if opening[1] in _INSIDE else f"{notes}{head}{rest}"

    def _notes(self, change: Change, node: Adf | None = None) -> str:
        notes = list(change.notes)
        if change.node.get("type") in _OF_MEDIA:
            notes += [note for child in change.children or () for note in child.notes]
        if change.how in ("moved", "left"):
            notes.insert(0, Note("moved here" if change.how == "moved" else "moved from here"))
        if node is not None and change.how in ("added", "removed") and not plain(node).strip():
            notes.append(Note("{what} added" if change.how == "added" else "{what} removed", {"what": _named(node)}))
        if not notes:
            return ""
        said = [tag("span", {}, self._words(note)) for note in notes]
        return tag("span", {"class": "diff-note"}, *said)

    def _words(self, note: Note) -> str:
        return text(note.say(self.context.word))


def _named(node: Adf) -> Note:
    kind = node.get("type")
    return Note("empty line") if kind == "paragraph" else Note(noun(kind))


def _left_words(node: Adf) -> Note:
    words = " ".join(plain(node).split())
    if not words:
        return Note("{what} moved from here", {"what": _named(node)})
    return Note("“{start}” moved from here", {"start": words if len(words) <= 50 else f"{words[:47]}…"})
