"""The rooms that are open: made when the first client comes, dropped a while after the last one went."""

from __future__ import annotations

import asyncio
import contextlib
import time
from typing import TYPE_CHECKING

from cairn.core.errors import Missing
from cairn.live.limits import GRACE_SECONDS, MAX_IDLE_ROOMS
from cairn.live.metrics import Metrics
from cairn.live.refusals import GONE
from cairn.live.room import Room
from cairn.live.threads import DatabaseThreads
from cairn.live.turn import Turn
from cairn.live.writer import LogWriter
from cairn.livedocs import log
from cairn.livedocs.lib0 import BadBytes
from cairn.livedocs.reading import document_of

if TYPE_CHECKING:
    from cairn.live.document_socket import DocumentConnection

REST_EVERY_SECONDS = 1.0
EXPECTED_AT_ONCE = 4


class Rooms:
    def __init__(self, writer: LogWriter, threads: DatabaseThreads, metrics: Metrics, turn: Turn) -> None:
        self._writer, self._threads, self._metrics, self._turn = writer, threads, metrics, turn
        self._rooms: dict[int, Room] = {}
        self._loading: dict[int, asyncio.Task[Room | None]] = {}
        self._idle: dict[int, Room] = {}  # without members, the longest first
        self._rested = 0.0
        self.grace_seconds = GRACE_SECONDS

    def __contains__(self, document_id: int) -> bool:
        return document_id in self._rooms

    def __len__(self) -> int:
        return len(self._rooms)

    async def open(self, document_id: int) -> Room | None:
        """The document's room, read from the log if need be; None when there is no such document."""
        if (room := self._rooms.get(document_id)) is not None:
            self._idle.pop(document_id, None)
            return room
        task = self._loading.get(document_id)
        if task is None:
            task = self._loading[document_id] = asyncio.create_task(self._load(document_id))
        return await asyncio.shield(task)  # one client going away must not spoil it for the others

    def expect(self, document_id: int) -> None:
        """Begin to read a document that somebody asks for, while it is decided whether she may have it."""
        if (
            document_id not in self._rooms
            and document_id not in self._loading
            and len(self._loading) < EXPECTED_AT_ONCE
        ):
            task = self._loading[document_id] = asyncio.create_task(self._load(document_id))
            task.add_done_callback(lambda done: done.cancelled() or done.exception())

    async def _load(self, document_id: int) -> Room | None:
        try:
            room = await self._threads.run(
                lambda: Room(document_id, log.updates_since(document_id), self._writer, self._turn)
            )
        except Missing:
            return None
        finally:
            del self._loading[document_id]
        self._rooms[document_id] = room
        self._metrics.rooms = len(self._rooms)
        self._leave_later(room)
        return room

    async def prepare(self, room: Room) -> None:
        """Build the room's document in a thread if that would hold everybody up."""
        while room.copy.is_heavy:
            snapshot = room.copy.snapshot()
            doc = await self._threads.run(document_of, snapshot)
            if room.copy.is_heavy:
                room.copy.take_over(doc, snapshot)

    def leave(self, room: Room, member: DocumentConnection) -> None:
        room.leave(member)
        if room.broken:
            self._drop(room)
        elif not room.members:
            self._leave_later(room)
            self._idle[room.document_id] = room
            if len(self._idle) > MAX_IDLE_ROOMS:  # the one that has waited longest goes at once
                self._drop_if_empty(self._idle.pop(next(iter(self._idle))))

    def members(self, document_id: int) -> int:
        room = self._rooms.get(document_id)
        return len(room.members) if room is not None else 0

    def committed(self, document_id: int, count: int, head: int | None) -> None:
        """The log writer has written `count` updates of ours, or (no head) could not."""
        room = self._rooms.get(document_id)
        if room is not None and head is not None:
            room.committed(count, head)
        elif room is not None:
            room.close(GONE)
            self._drop(room)

    def cursors(self) -> dict[int, int]:
        """How far each room has read the log: what `tails_after` asks."""
        return {document_id: room.cursor for document_id, room in self._rooms.items()}

    async def follow(self, cursors: dict[int, int], tails: dict[int, log.Tail]) -> None:
        """Bring to every room what others have appended: `tails_after(cursors)`."""
        for document_id in cursors:
            room = self._rooms.get(document_id)
            if room is None:
                continue
            tail = tails.get(document_id)
            if tail is None:
                room.close(GONE)
                self._drop(room)
            elif tail.cursor > room.cursor:
                await self.prepare(room)
                self._catch_up(room, tail)

    def rest(self) -> None:
        """Let go of documents in memory that nothing has needed for a while."""
        now = time.monotonic()
        if now - self._rested > REST_EVERY_SECONDS:
            self._rested = now
            for room in self._rooms.values():
                room.copy.rest(now)

    def _catch_up(self, room: Room, tail: log.Tail) -> None:
        try:
            self._metrics.tailed += room.catch_up(tail)
        except BadBytes:
            self._drop(room)

    def close(self) -> None:
        self._rooms.clear()

    def _leave_later(self, room: Room) -> None:
        asyncio.get_running_loop().call_later(self.grace_seconds, self._drop_if_empty, room)

    def _drop_if_empty(self, room: Room) -> None:
        if room.members or self._rooms.get(room.document_id) is not room:
            return
        if self._writer.owes(room.document_id):
            asyncio.get_running_loop().call_later(self.grace_seconds, self._drop_if_empty, room)
            return
        self._drop(room)

    def _drop(self, room: Room) -> None:
        if self._rooms.get(room.document_id) is room:
            del self._rooms[room.document_id]
            self._idle.pop(room.document_id, None)
            self._metrics.rooms = len(self._rooms)


def rehearse() -> None:
    """Open a document that is none, once in this thread: what the first needs is made before anybody waits for it."""
    with contextlib.suppress(Missing):
        log.updates_since(0)
    tails_after({0: 0})


def tails_after(cursors: dict[int, int]) -> dict[int, log.Tail]:
    """What came after each cursor: one query for all rooms, one more for each that has grown. A document that is gone
    is left out.
    """
    tails: dict[int, log.Tail] = {}
    for document_id, head in log.heads(cursors).items():
        cursor = cursors[document_id]
        tails[document_id] = log.updates_since(document_id, cursor) if head > cursor else log.Tail([], cursor)
    return tails
