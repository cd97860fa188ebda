"""A room: one live document in memory and everybody who has it open.

An update is applied to the document, relayed to the others as it came, and handed to the log writer, in this order and
without waiting: others see it at once, its writer hears "saved" when it is durable. Whatever a room holds can be had
from the log again, so a room may be dropped at any time.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from pycrdt import Doc, TransactionEvent

from cairn.live import frames
from cairn.live.awareness import Awareness
from cairn.live.limits import MAX_UPDATE_BYTES
from cairn.live.refusals import BAD_FRAME, DOCUMENT_TOO_LARGE, DRAINING, UNFIT, UPDATE_TOO_LARGE, Refusal
from cairn.livedocs.lib0 import BadBytes
from cairn.livedocs.limits import MAX_DOCUMENT_BYTES
from cairn.livedocs.log import Tail
from cairn.livedocs.nodes import Nodes
from cairn.livedocs.reading import document_of
from cairn.livedocs.shape import Shape, clocks, read_shape

if TYPE_CHECKING:
    from cairn.live.document_socket import DocumentConnection
    from cairn.live.writer import LogWriter

logger = logging.getLogger("cairn.live")

EMPTY_UPDATE = b"\x00\x00"


class Room:
    def __init__(self, document_id: int, tail: Tail, writer: LogWriter) -> None:
        """Reads the whole log: build it in a thread, use it on the event loop."""
        self.document_id, self.cursor = document_id, tail.cursor
        self.members: set[DocumentConnection] = set()
        self.awareness = Awareness()
        self._writer = writer
        self._doc: Doc[Any] = document_of(tail)
        self._clocks = clocks(self._doc.get_state())
        self._nodes = Nodes()
        self._weight = tail.size  # bytes, an upper bound of the document's size
        self._changed = self._wants_difference = False
        self._difference = b""
        self._subscription = self._doc.observe(self._observed)

    def join(self, member: DocumentConnection) -> None:
        """Tell the newcomer who is here and, if she may write, ask her for what the room does not have."""
        self.members.add(member)
        if member.access.write:
            member.send(frames.step1(self._doc.get_state()))
        if (present := self.awareness.everyone()) is not None:
            member.send(frames.awareness(present))

    def leave(self, member: DocumentConnection) -> None:
        self.members.discard(member)
        if (told := self.awareness.leave(member)) is not None:
            self._tell(frames.awareness(told))

    def answer(self, member: DocumentConnection, state_vector: bytes) -> None:
        """Everything the member does not have yet."""
        clocks(state_vector)  # BadBytes before Rust sees it
        member.send(frames.step2(self._doc.get_update(state_vector)))

    def present(self, member: DocumentConnection, content: bytes) -> None:
        assert member.person is not None
        if (told := self.awareness.receive(content, member, member.person)) is not None:
            self._tell(frames.awareness(told), but=member)

    def receive(
        self, member: DocumentConnection, frame: bytes, message: frames.Message, shape: Shape
    ) -> Refusal | None:
        """Take in an update (or step 2) of a member who may write; returns why not, or None."""
        data = message.content
        if message.kind == frames.UPDATE and len(data) > MAX_UPDATE_BYTES:
            return UPDATE_TOO_LARGE
        if self._weight + len(data) > MAX_DOCUMENT_BYTES and not self._has_room_for(len(data)):
            return DOCUMENT_TOO_LARGE
        risen = shape.after(self._clocks)
        if risen is None:
            return BAD_FRAME
        if not self._nodes.admits(data, shape, self._doc.get_update):
            return UNFIT
        self._apply([data], wants_difference=message.kind == frames.STEP2)
        self._clocks |= risen
        assert member.person is not None
        kept = None
        if self._changed:
            # A step 2 repeats what is known already; the others and the log get only what is new in it.
            kept = data if message.kind == frames.UPDATE else self._difference
            self._weight += len(kept)
            self._tell(frame if message.kind == frames.UPDATE else frames.update(kept), but=member)
        self._writer.put(self.document_id, kept, member.person.id, member.promise())
        return None

    def catch_up(self, tail: Tail) -> int:
        """Take in what the log has beyond the room's cursor; returns how many updates came from elsewhere.

        What the room itself wrote is among them; applying it again changes nothing, and nothing is told twice.
        """
        self.cursor = max(self.cursor, tail.cursor)
        self._apply(tail.updates, wants_difference=True)
        if not self._changed:
            return 0
        self._clocks = clocks(self._doc.get_state())
        self._weight += len(self._difference)
        self._nodes.note(self._difference, read_shape(self._difference))
        self._tell(frames.update(self._difference))
        return len(tail.updates)

    def committed(self, count: int, head: int) -> None:
        """Our own `count` updates are durable, the last is number `head`. A gap before them is left to the tail."""
        if self.cursor == head - count:
            self.cursor = head

    def close(self, refusal: Refusal = DRAINING) -> None:
        for member in list(self.members):
            member.refuse(refusal)

    def _tell(self, frame: bytes, *, but: DocumentConnection | None = None) -> None:
        for member in self.members:
            if member is not but:
                member.send(frame)

    def _apply(self, updates: list[bytes], *, wants_difference: bool) -> None:
        """Sets `_changed`, and `_difference` when wanted. `BadBytes` when Yjs can't: the room must then be dropped."""
        self._changed, self._wants_difference, self._difference = False, wants_difference, b""
        try:
            with self._doc.transaction():
                for update in updates:
                    self._doc.apply_update(update)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # a panic in Rust is no Exception
            logger.exception("An update of document %d passed the checks and was refused by Yjs", self.document_id)
            self.close()
            self.broken = True
            raise BadBytes("refused by Yjs") from error

    broken = False

    def _observed(self, event: TransactionEvent) -> None:
        self._changed = True
        if self._wants_difference:
            self._difference = event.update

    def _has_room_for(self, size: int) -> bool:
        self._weight = len(self._doc.get_update())
        return self._weight + size <= MAX_DOCUMENT_BYTES
