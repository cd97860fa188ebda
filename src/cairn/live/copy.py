"""A document as the log has it: merged bytes and what came since; a pycrdt document only while something needs one.

The first sync of a browser and typing need bytes alone. Whatever else comes (deletions, new paragraphs, marks, the
second sync of somebody who was offline) is tried on the pycrdt document, which is built then and given up after a
while without use: it takes six times the memory of its bytes.
"""

from __future__ import annotations

import time
from typing import Any

from pycrdt import Doc, TransactionEvent, get_state, merge_updates

from cairn.live.run import Piece, Run
from cairn.livedocs.lib0 import uint
from cairn.livedocs.log import Tail
from cairn.livedocs.reading import document_of
from cairn.livedocs.shape import Clocks, clocks, read_shape

NOTHING = b"\x00\x00"  # an update without changes
SMALL = 64 * 1024  # bytes of a document that is built within a blink
FOLD_BYTES, FOLD_PARTS = 16 * 1024, 300  # that may lie beside the merged bytes
REST_SECONDS = 5.0  # after which an unused pycrdt document is given up


class Copy:
    """Made in a thread, used on the event loop. `clocks`: what it holds, client → clock."""

    __slots__ = (
        "_applied",
        "_base",
        "_difference",
        "_doc",
        "_growing",
        "_later",
        "_later_bytes",
        "_subscription",
        "_used",
        "clocks",
    )

    def __init__(self, tail: Tail) -> None:
        self._doc: Doc[Any] | None = None
        self._subscription: Any = None
        self._difference: bytes | None = None
        self._base = tail.updates[0] if tail.updates else NOTHING
        self._later: list[bytes | Piece] = [*tail.updates[1:]]
        self._later_bytes = tail.size - len(self._base)
        self._growing: dict[Run, Piece] = {}  # those of `_later` that are nowhere else yet
        self._applied = 0  # of `_later`, in `_doc`
        self._used = 0.0
        self.clocks: Clocks = {}
        if (self._later and tail.size < SMALL) or not self._read_clocks(tail.vector):
            self._fold_document(document_of(tail))

    def _read_clocks(self, vector: bytes) -> bool:
        """Read `clocks` off the bytes; False when only a document can tell."""
        self.clocks = clocks(vector or get_state(self._base))
        for update in self._later:
            assert isinstance(update, bytes)
            risen = read_shape(update).after(self.clocks)
            if risen is None:
                return False
            self.clocks |= risen
        return True

    def _fold_document(self, doc: Doc[Any]) -> None:
        self.clocks = clocks(doc.get_state())
        self._base, self._later, self._later_bytes = doc.get_update(), [], 0
        self._took(0)

    @property
    def state_vector(self) -> bytes:
        return uint(len(self.clocks)) + b"".join(uint(client) + uint(clock) for client, clock in self.clocks.items())

    @property
    def is_heavy(self) -> bool:
        """To build the document would hold everybody up: do it in a thread (`snapshot`, `take_over`)."""
        return self._doc is None and len(self._base) + self._later_bytes > SMALL

    def parts(self) -> tuple[bytes, bytes]:
        """The whole document as two updates: a long one that stays the same for a while, and what came since."""
        if self._later_bytes > FOLD_BYTES or len(self._later) > FOLD_PARTS:
            self._fold()
        return self._base, merged(self._updates(0)) if self._later else NOTHING

    def whole(self) -> bytes:
        """The whole document as one update."""
        if self._later:
            self._fold()
        return self._base

    def since(self, state_vector: bytes) -> bytes:
        """What somebody with `state_vector` does not have."""
        return self.document().get_update(state_vector)

    def type(self, run: Run, text: bytes, length: int, update: bytes) -> None:
        """Take in what continues a run: `update` brings `text`, which is `length` units long."""
        piece = self._growing.get(run)
        if piece is not None:  # it rests on nothing that came in between
            piece.grow(text)
        else:
            self._growing[run] = piece = Piece(run, run.clock, text, update)
            self._later.append(piece)
        self._later_bytes += len(text)
        run.clock += length
        self.clocks[run.client] = run.clock

    def apply(self, updates: list[bytes]) -> bytes | None:
        """Try updates on the document; returns what was new in them as one update, None when nothing was.

        Whatever Yjs or Rust raises: the copy is of no use then.
        """
        doc, self._difference = self.document(), None
        with doc.transaction():
            for update in updates:
                doc.apply_update(update)
        if self._difference is not None:
            self._later.append(self._difference)
            self._later_bytes += len(self._difference)
            self._took(len(self._later))
        return self._difference

    def document(self) -> Doc[Any]:
        """The pycrdt document, up to date."""
        self._used = time.monotonic()
        if self._doc is None:
            snapshot = self.snapshot()
            self.take_over(document_of(snapshot), snapshot)
        assert self._doc is not None
        if self._applied < len(self._later):
            with self._doc.transaction():
                for update in self._updates(self._applied):
                    self._doc.apply_update(update)
            self._took(len(self._later))
        return self._doc

    def _took(self, parts: int) -> None:
        """The document in memory has so much of `_later`: what is typed on is not in it."""
        self._applied = parts
        self._growing.clear()

    def snapshot(self) -> Tail:
        """What `document_of` makes the document of, in any thread: the merged bytes and what came since."""
        self._growing.clear()
        return Tail([self._base, *self._updates(0)], 0)

    def take_over(self, doc: Doc[Any], snapshot: Tail) -> None:
        """Use a document that was made of a `snapshot`, unless the bytes were merged anew meanwhile."""
        if snapshot.updates[0] is not self._base:
            return
        self._doc = doc
        self._took(len(snapshot.updates) - 1)
        self._subscription = doc.observe(self._observed)
        self._used = time.monotonic()

    def rest(self, now: float) -> None:
        """Give the document up when nothing has needed it for a while."""
        if self._doc is not None and now - self._used > REST_SECONDS:
            self._fold()
            self._doc.unobserve(self._subscription)
            self._doc = self._subscription = None

    def _updates(self, start: int) -> list[bytes]:
        return [part.update() if isinstance(part, Piece) else part for part in self._later[start:]]

    def _fold(self) -> None:
        if self._doc is not None or not self.is_heavy:
            used = self._used
            doc = self.document() if self._doc is not None else document_of(self.snapshot())
            self._fold_document(doc)
            self._used = used
        else:
            self._base, self._later = merge_updates(self._base, *self._updates(0)), []
            self._later_bytes = 0
            self._took(0)

    def _observed(self, event: TransactionEvent) -> None:
        self._difference = event.update


def merged(updates: list[bytes]) -> bytes:
    return updates[0] if len(updates) == 1 else merge_updates(*updates)
