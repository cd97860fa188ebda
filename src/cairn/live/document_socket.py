"""The socket of a live document: `/live/documents/<id>/`, the y-websocket protocol with "saved" and "refused"."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from cairn.live import frames
from cairn.live.connection import Connection
from cairn.live.limits import MAX_FRAME_BYTES, STEP1_COST
from cairn.live.refusals import BAD_FRAME, BEHIND, DRAINING, NOT_TO_SUGGEST, NOT_YOURS, UPDATE_TOO_LARGE
from cairn.live.rights import Access, Person
from cairn.live.room import EMPTY_UPDATE, EMPTY_VECTOR, Room
from cairn.live.run import Run
from cairn.livedocs.shape import Shape, read_shape

if TYPE_CHECKING:
    from cairn.live.writer import Pending

KEYSTROKE, CARET = bytes((frames.SYNC, frames.UPDATE)), bytes((frames.AWARENESS,))
LARGE = 32 * 1024  # bytes above which an update's shape is read in a thread


class DocumentConnection(Connection):
    """Counts this connection's updates as they come and acknowledges them as they become durable, in order."""

    __slots__ = ("counted", "room", "run", "saved_count", "told_count", "typed")

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.room: Room | None = None
        self.run: Run | None = None  # what she is typing
        self.typed: Pending | None = None  # what of it waits for the log
        self.counted = self.saved_count = self.told_count = 0

    def begin(self) -> None:
        if self.session_key and self.target.document_id is not None:
            self.hub.rooms.expect(self.target.document_id)
        super().begin()

    async def opened(self) -> None:
        assert self.target.document_id is not None
        room = await self.hub.rooms.open(self.target.document_id)
        if room is None:
            self.refuse(Access().refusal or BAD_FRAME)
        elif self.closing is None:
            self.room = room
            room.join(self)

    def ended(self) -> None:
        if self.room is not None:
            self.hub.rooms.leave(self.room, self)
            self.room = None

    def rights_decided(self, person: Person | None, access: Access) -> None:
        before = self.access
        super().rights_decided(person, access)
        if before.suggest and not (access.suggest or access.write):
            self.refuse(NOT_TO_SUGGEST if access.refusal in (None, NOT_YOURS) else access.refusal)
        elif before.write and not access.write:
            self.refuse(access.refusal or NOT_YOURS)

    def received(self, data: bytes) -> None:
        room = self.room
        if room is None or (self.run is not None and data.startswith(KEYSTROKE) and self._typed(room, self.run, data)):
            return
        if len(data) > MAX_FRAME_BYTES:
            self.refuse(UPDATE_TOO_LARGE)
            return
        if data[:1] == CARET:
            room.present(self, frames.caret(data))
            return
        message = frames.read(data)
        if message.type == frames.SYNC and message.kind == frames.STEP1:
            self.spend(STEP1_COST)
            self._answer(room, message.content)
        elif message.type == frames.SYNC:
            self._update(room, message)
        elif message.type == frames.QUERY_AWARENESS and (present := room.awareness.everyone()):
            self.send(frames.awareness(present))

    def _typed(self, room: Room, run: Run, data: bytes) -> bool:
        """Whether the message was the next character of what she is typing, and is taken in."""
        if data[2] != len(data) - 3 or not self.access.write or self.hub.draining or self.hub.writer.is_full:
            return False
        return room.type(self, run, data[3:])

    def _answer(self, room: Room, state_vector: bytes) -> None:
        if state_vector != EMPTY_VECTOR and room.copy.is_heavy:
            self.wait_for(self._answer_later(room, state_vector))
        else:
            room.answer(self, state_vector)

    async def _answer_later(self, room: Room, state_vector: bytes) -> None:
        await self.hub.rooms.prepare(room)
        if self.room is room:
            room.answer(self, state_vector)

    def _update(self, room: Room, message: frames.Message) -> None:
        """An edit. It counts from the moment it is accepted; one that is refused is never acknowledged."""
        if self.hub.draining:
            self.refuse(DRAINING)
        elif not (self.access.write or self.access.suggest):
            self._not_hers(message)
        elif self.hub.writer.is_full:
            self.refuse(BEHIND)
        elif len(message.content) >= LARGE or (message.content != EMPTY_UPDATE and room.copy.is_heavy):
            self.wait_for(self._take_in_later(room, message))
        else:
            self._take_in(room, message, read_shape(message.content))

    async def _take_in_later(self, room: Room, message: frames.Message) -> None:
        shape = await asyncio.to_thread(read_shape, message.content)
        await self.hub.rooms.prepare(room)
        if self.room is room and (self.access.write or self.access.suggest) and not self.hub.draining:
            self._take_in(room, message, shape)

    def _take_in(self, room: Room, message: frames.Message, shape: Shape) -> None:
        refusal = room.receive(self, message, shape)
        if refusal is not None:
            self.refuse(refusal)

    def _not_hers(self, message: frames.Message) -> None:
        """A follower's client may say that it has nothing new; anything else is refused."""
        if message.content == EMPTY_UPDATE:
            self.saved(self.promise())
        else:
            self.refuse(self.access.refusal or NOT_YOURS)

    def promise(self) -> int:
        """Count one update; returns its number, to be called `saved` once it is durable."""
        self.counted += 1
        return self.counted

    def saved(self, number: int) -> None:
        if self.saved_count == self.told_count:
            self.hub.turn.end(self._tell_saved)
        self.saved_count = max(self.saved_count, number)

    def _tell_saved(self) -> None:
        self.told_count = self.saved_count
        self.send(frames.saved(self.saved_count))
