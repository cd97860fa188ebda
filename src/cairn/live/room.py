"""A room: one live document in memory and everybody who has it open.

An update is taken in, handed to the log writer, and relayed to the others before the turn of the event loop ends: what
came in one turn goes out as one update, in a frame that is encoded once. Others see it at once, its writer hears
"saved" when it is durable. Whatever a room holds can be had from the log again, so a room may be dropped at any time.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from cairn.live import frames, wire
from cairn.live.awareness import Awareness
from cairn.live.copy import NOTHING, Copy
from cairn.live.limits import MAX_UPDATE_BYTES
from cairn.live.refusals import BAD_FRAME, DOCUMENT_TOO_LARGE, DRAINING, NO_SUGGESTION, UNFIT, UPDATE_TOO_LARGE, Refusal
from cairn.live.relay import Relay
from cairn.live.run import Piece, Run, run_of, units
from cairn.live.suggesting import Suggesting
from cairn.livedocs.lib0 import BadBytes, Reader
from cairn.livedocs.limits import MAX_DOCUMENT_BYTES
from cairn.livedocs.log import Tail
from cairn.livedocs.nodes import Nodes
from cairn.livedocs.shape import Shape, clocks, read_shape

if TYPE_CHECKING:
    from cairn.live.document_socket import DocumentConnection
    from cairn.live.turn import Turn
    from cairn.live.writer import LogWriter

logger = logging.getLogger("cairn.live")

EMPTY_UPDATE, EMPTY_VECTOR = NOTHING, b"\x00"


class Room:
    __slots__ = (
        "_first",
        "_nodes",
        "_relay",
        "_suggesting",
        "_weight",
        "_writer",
        "awareness",
        "broken",
        "copy",
        "cursor",
        "document_id",
        "members",
    )

    def __init__(self, document_id: int, tail: Tail, writer: LogWriter, turn: Turn) -> None:
        """Reads the whole log: build it in a thread, use it on the event loop."""
        self.document_id, self.cursor = document_id, tail.cursor
        self.members: set[DocumentConnection] = set()
        self.awareness = Awareness()
        self.copy = Copy(tail)
        self.broken = False
        self._relay = Relay(self.members, writer.metrics, turn)
        self._writer = writer
        self._nodes = Nodes()
        self._suggesting = Suggesting()
        self._weight = tail.size  # bytes, an upper bound of the document's size
        self._first: tuple[bytes, bytes] = (b"", b"")  # the document's long part, and the frame that answers with it

    def join(self, member: DocumentConnection) -> None:
        """Tell the newcomer who is here and, if she may write, ask her for what the room does not have."""
        self._relay.flush()  # what she is told from now on comes on top of what she gets first
        self.members.add(member)
        if member.access.write or member.access.suggest:
            member.send(frames.step1(self.copy.state_vector))
        if (present := self.awareness.everyone()) is not None:
            member.send(frames.awareness(present))

    def leave(self, member: DocumentConnection) -> None:
        self.members.discard(member)
        self._suggesting.left(self.members)
        self._relay.carets(self.awareness.leave(member))

    def answer(self, member: DocumentConnection, state_vector: bytes) -> None:
        """Everything the member does not have yet. Who has nothing gets the bytes that everybody gets."""
        if state_vector != EMPTY_VECTOR:
            clocks(state_vector)  # BadBytes before Rust sees it
            member.send(frames.step2(self.copy.since(state_vector)))
            return
        long, since = self.copy.parts()
        if self._first[0] is not long:
            self._first = (long, wire.frame(frames.step2(long)))
        member.send_frame(self._first[1])
        if since is not NOTHING:
            member.send(frames.update(since))

    def present(self, member: DocumentConnection, entries: Reader) -> None:
        assert member.person is not None
        self._relay.carets(self.awareness.receive(entries, member, member.person))

    def type(self, member: DocumentConnection, run: Run, update: bytes) -> bool:
        """Take in a keystroke that continues her run; False when it is anything else."""
        text = run.continued(update)
        if text is None or self.copy.clocks.get(run.client) != run.clock:
            return False
        if self._weight + len(text) > MAX_DOCUMENT_BYTES:
            return False
        length = units(text)
        self._weight += len(text)
        self._relay.typed(run, text, update, member)
        number, typed = member.promise(), member.typed
        if typed is None or not self._writer.grow(typed, text, number):
            assert member.person is not None
            piece = Piece(run, run.clock, text, update)
            member.typed = self._writer.put(self.document_id, piece, member.person.id, member.saved, number)
        self.copy.type(run, text, length, update)
        return True

    def receive(self, member: DocumentConnection, message: frames.Message, shape: Shape) -> Refusal | None:
        """Take in an update (or step 2) of a member who may write; returns why not, or None."""
        data, is_update = message.content, message.kind == frames.UPDATE
        if is_update and len(data) > MAX_UPDATE_BYTES:
            return UPDATE_TOO_LARGE
        if self._weight + len(data) > MAX_DOCUMENT_BYTES and not self._has_room_for(len(data)):
            return DOCUMENT_TOO_LARGE
        risen = shape.after(self.copy.clocks)
        if risen is None:
            return BAD_FRAME
        if not self._nodes.admits(data, shape, self.copy.whole):
            return UNFIT
        mending = self._suggesting.mending_of(data, member, self.copy) if not member.access.write else b""
        if mending is None:
            return NO_SUGGESTION
        difference = self._apply([data, mending] if mending else [data]) if data != EMPTY_UPDATE else None
        self.copy.clocks |= risen if not mending else clocks(self.copy.document().get_state())
        assert member.person is not None
        kept = None
        if difference is not None:
            # A step 2 repeats what is known already; the others and the log get only what is new in it.
            kept = data if is_update and not mending else difference
            self._weight += len(kept)
            self._relay.update(kept, None if mending else member)
            member.run, member.typed = (run_of(kept) if is_update else None), None
        self._writer.put(self.document_id, kept, member.person.id, member.saved, member.promise())
        return None

    def catch_up(self, tail: Tail) -> int:
        """Take in what the log has beyond the room's cursor; returns how many updates came from elsewhere.

        What the room itself wrote is among them; applying it again changes nothing, and nothing is told twice.
        """
        self.cursor = max(self.cursor, tail.cursor)
        difference = self._apply(tail.updates)
        if difference is None:
            return 0
        self.copy.clocks = clocks(self.copy.document().get_state())
        self._weight += len(difference)
        self._nodes.note(difference, read_shape(difference))
        self._relay.update(difference, None)
        return len(tail.updates)

    def committed(self, count: int, head: int) -> None:
        """Our own `count` updates are durable, the last is number `head`. A gap before them is left to the tail."""
        if self.cursor == head - count:
            self.cursor = head

    def close(self, refusal: Refusal = DRAINING) -> None:
        for member in list(self.members):
            member.refuse(refusal)

    def _apply(self, updates: list[bytes]) -> bytes | None:
        """What is new in the updates, as one. `BadBytes` when Yjs can't: the room must then be dropped."""
        try:
            return self.copy.apply(updates)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # a panic in Rust is no Exception
            logger.exception("An update of document %d passed the checks and was refused by Yjs", self.document_id)
            self.close()
            self.broken = True
            raise BadBytes("refused by Yjs") from error

    def _has_room_for(self, size: int) -> bool:
        self._weight = len(self.copy.whole())
        return self._weight + size <= MAX_DOCUMENT_BYTES
