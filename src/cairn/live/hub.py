"""The live server of one process: its connections, rooms, log writer and tail, their start and their end."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
import time

from pycrdt import Doc

from cairn.activity.queries import Happening, happenings_after, last_event_id
from cairn.core.bell import Ear
from cairn.live import rights, rooms
from cairn.live.changes_socket import Changes
from cairn.live.connection import Connection
from cairn.live.cursor import EventCursor
from cairn.live.inboxes import Inboxes
from cairn.live.limits import (
    HEARING_POLL_SECONDS,
    MAX_CONNECTIONS_PER_DOCUMENT,
    MAX_CONNECTIONS_PER_PERSON,
    PING_SECONDS,
    POLL_SECONDS,
    SURE_SECONDS,
    connections_per_server,
)
from cairn.live.metrics import Metrics
from cairn.live.presence import Presence
from cairn.live.refusals import CROWDED, DRAINING, FULL, TOO_MANY
from cairn.live.rooms import Rooms, tails_after
from cairn.live.threads import WRITER_THREAD, DatabaseThreads
from cairn.live.turn import Turn
from cairn.live.votes import Votes
from cairn.live.watch import Watch
from cairn.live.writer import LogWriter
from cairn.livedocs import wake
from cairn.livedocs.log import Tail
from cairn.livedocs.nodes import known_names

logger = logging.getLogger("cairn.live")

READERS = 2
REPORT_SECONDS = 60.0
FLUSH_SECONDS = 8.0
GOODBYE_SECONDS = 1.5


class Hub:
    """Made on the event loop that it lives on."""

    def __init__(self) -> None:
        Doc(), known_names()  # the first ones of a process take a while: not while somebody types
        self.metrics, self.turn = Metrics(), Turn()
        self.connections: set[Connection] = set()
        self.changes = Changes()
        self.presence = Presence()
        self.draining = False
        self._most = connections_per_server()
        self.threads = DatabaseThreads(READERS, "live-read")
        self.inboxes = Inboxes(self.changes, self.threads)
        self.votes = Votes(self.changes, self.threads)
        self.writer = LogWriter(self.metrics, lambda *committed: self.rooms.committed(*committed), self._others)
        self.rooms = Rooms(self.writer, self.threads, self.metrics, self.turn)
        self.watch = Watch(self.connections, self.threads, self.metrics)
        self._events: EventCursor | None = None
        self._woken, self._following = asyncio.Event(), asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._reported_at = self._sure_until = 0.0
        self._pinged_at = time.monotonic()
        self._unsubscribe = wake.subscribe(self._wake)
        self._ear = Ear()
        self._tasks = [
            asyncio.create_task(work)
            for work in (self.writer.run(), self._tail(), self._ear.listen(self._heard), self._rehearse())
        ]

    def add(self, connection: Connection) -> None:
        self.connections.add(connection)
        self.metrics.connections = len(self.connections)

    def discard(self, connection: Connection) -> None:
        self.connections.discard(connection)
        self.metrics.connections = len(self.connections)

    def moved(self, connection: Connection) -> None:
        """Somebody came to a page or left it: those beside her hear of it at once."""
        if self.presence.moved(connection) and self.changes.listeners:
            self._woken.set()

    async def admit(self, connection: Connection) -> None:
        """Decide whether the connection may stay: rights, then how many there are already."""
        if self.draining:
            connection.refuse(DRAINING)
            return
        if len(self.connections) > self._most:
            connection.refuse(FULL)
            return
        self._woken.set()
        await self._following.wait()  # from here on no event is missed that could take the right away again
        await self.watch.admit(connection)
        hers = sum(c.person is not None and c.person == connection.person for c in self.connections)
        there = self.rooms.members(connection.target.document_id or 0)
        if hers > MAX_CONNECTIONS_PER_PERSON:
            connection.refuse(TOO_MANY)
        elif there >= MAX_CONNECTIONS_PER_DOCUMENT:
            connection.refuse(CROWDED)

    async def drain(self) -> None:
        """Take nothing more in, make everything durable, tell the clients and close."""
        if self.draining:
            return
        self.draining = True
        if not await self.writer.flush(FLUSH_SECONDS):
            logger.error(
                "Updates of %.0f s could not be saved before the end; their browsers still have them", self.writer.lag
            )
        await asyncio.sleep(0)  # the last "saved" goes out before the goodbye
        for connection in list(self.connections):
            connection.refuse(DRAINING)
        deadline = time.monotonic() + GOODBYE_SECONDS
        while self.connections and time.monotonic() < deadline:
            await asyncio.sleep(0.02)

    async def stop(self) -> None:
        await self.drain()
        self._unsubscribe()
        for aside in (self.inboxes.aside, self.watch.aside):
            aside.stop()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self.rooms.close()
        await self.writer.stop()
        await self.threads.close()

    def _wake(self, document_ids: set[int]) -> None:
        """Another thread of this process has appended (called there, after its commit): look at once."""
        if threading.current_thread().name.startswith(WRITER_THREAD):
            return
        if any(document_id in self.rooms for document_id in document_ids):
            with contextlib.suppress(RuntimeError):  # the loop has just ended
                self._loop.call_soon_threadsafe(self._woken.set)

    def _heard(self, message: str) -> None:
        """Another process has written (or, on PostgreSQL, this one)."""
        if wake.concerns(message, self.rooms.__contains__):
            self._woken.set()

    def _others(self, wrote: bool) -> None:
        """A commit has found that somebody else has written since the commit before, or that nobody has."""
        if wrote:
            self._woken.set()
        else:
            self._sure_until = time.monotonic() + SURE_SECONDS

    async def _rehearse(self) -> None:
        try:
            await self.threads.each(_rehearse)
        except Exception:
            logger.exception("Could not prepare; the first to come will wait a little")

    async def _tail(self) -> None:
        """Follow the log and the events for as long as anybody is connected."""
        ask = True
        while True:
            try:
                await self._look(ask)
            except Exception:
                logger.exception("Following the log failed; trying again")
                await asyncio.sleep(1)
            with contextlib.suppress(TimeoutError):
                pause = HEARING_POLL_SECONDS if self._ear.works else POLL_SECONDS
                await asyncio.wait_for(self._woken.wait(), pause)
            ask = self._woken.is_set() or time.monotonic() > self._sure_until
            self._woken.clear()

    async def _look(self, ask: bool) -> None:
        """Ask the database, unless (not `ask`) a commit has just told that nobody else has written."""
        if not self.connections:
            self._events = None
            self._following.clear()
            return
        if self._events is None:
            self._events, ask = EventCursor(await self.threads.run(last_event_id)), True
            self._following.set()
        cursors, tails, happenings = self.rooms.cursors() if ask else {}, dict[int, Tail](), list[Happening]()
        if ask:
            seen = list(self._events.above)
            tails, happenings = await self.threads.run(_news, cursors, self._events.low, seen)
        await self.watch.look(happenings, ask)
        await self.rooms.follow(cursors, tails)
        self.rooms.rest()
        self.changes.tell(happenings)
        self.presence.look(self.connections, self.changes.listeners)
        self._events.saw(happening.id for happening in happenings)
        await self.votes.look(happenings)
        self.inboxes.look(happenings)
        self._ping()
        if time.monotonic() - self._reported_at > REPORT_SECONDS:
            self._reported_at = time.monotonic()
            self.metrics.report()

    def _ping(self) -> None:
        """Now and then, ask every client whether it is still there: a network that breaks tells nobody."""
        if time.monotonic() - self._pinged_at > PING_SECONDS:
            self._pinged_at = time.monotonic()
            for connection in list(self.connections):
                connection.protocol.ping()


def _rehearse() -> None:
    rights.rehearse()
    rooms.rehearse()
    _news({}, last_event_id(), [])


def _news(cursors: dict[int, int], low: int, seen: list[int]) -> tuple[dict[int, Tail], list[Happening]]:
    """What others have appended and what has happened: both in one trip to a thread, which costs more than to ask."""
    return tails_after(cursors), happenings_after(low, seen=seen)
