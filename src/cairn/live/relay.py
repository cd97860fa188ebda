"""What a room tells its members: what came in one turn of the event loop as one frame, carets where they stand last."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from cairn.live import frames, wire
from cairn.live.awareness import Presence, encoded
from cairn.live.copy import merged
from cairn.live.limits import CARETS_SECONDS
from cairn.live.run import Piece, Run

if TYPE_CHECKING:
    from cairn.live.document_socket import DocumentConnection
    from cairn.live.metrics import Metrics
    from cairn.live.turn import Turn


class Relay:
    __slots__ = ("_carets", "_members", "_metrics", "_out", "_senders", "_turn")

    def __init__(self, members: set[DocumentConnection], metrics: Metrics, turn: Turn) -> None:
        """`members` is the room's own set, as it is at each moment."""
        self._members, self._metrics, self._turn = members, metrics, turn
        self._out: list[bytes | Piece] = []  # to be told
        self._senders: set[object] = set()  # of that
        self._carets: dict[int, Presence] = {}  # to be told

    def typed(self, run: Run, text: bytes, update: bytes, member: DocumentConnection) -> None:
        """Tell what continues a run, before the run has gone on."""
        last = self._out[-1] if self._out else None
        if isinstance(last, Piece) and last.run is run:
            last.grow(text)
        else:
            self.update(Piece(run, run.clock, text, update), member)

    def update(self, update: bytes | Piece, member: DocumentConnection | None) -> None:
        """Tell it at the end of this turn to everybody but `member`, who sent it."""
        if not self._out:
            self._turn.end(self.flush)
        self._out.append(update)
        self._senders.add(member)

    def flush(self) -> None:
        """Tell everybody what came in, as one update. Who alone has made all of it has it already."""
        if not self._out:
            return
        updates = [part.update() if isinstance(part, Piece) else part for part in self._out]
        told = wire.frame(frames.update(merged(updates)))
        if self._carets:  # keystrokes come with carets: one write for both
            self._senders.update([presence.owner for presence in self._carets.values()])
            told += self._caret_frame()
        author = next(iter(self._senders)) if len(self._senders) == 1 else None
        self._out, self._senders = [], set()
        self._tell(told, author)

    def carets(self, presences: list[Presence]) -> None:
        """Soon: carets move with every keystroke, and only where they stand last is of interest."""
        if presences and not self._carets and not self._out:  # what is told in this turn takes them along
            asyncio.get_running_loop().call_later(CARETS_SECONDS, self._flush_carets)
        for presence in presences:
            self._carets[presence.client] = presence

    def _flush_carets(self) -> None:
        if self._carets:  # else an update took them along
            owners = {presence.owner for presence in self._carets.values()}
            self._tell(self._caret_frame(), owners.pop() if len(owners) == 1 else None)

    def _caret_frame(self) -> bytes:
        presences, self._carets = self._carets.values(), {}
        return wire.frame(frames.awareness(encoded(presences)))

    def _tell(self, frame: bytes, but: object) -> None:
        """The same bytes to every socket, at once where the receiver keeps up."""
        receivers = 0
        for member in self._members:
            if member is not but and member.closing is None:
                member.protocol.tell(frame)
                receivers += 1
        self._metrics.told(receivers, len(frame))
