"""The log writer: updates of all rooms, committed together every few tens of milliseconds, by one thread.

An update is acknowledged when its transaction has committed, never before: what a person has seen as Saved survives
kill -9. When the database can't be written the batch is kept and tried again; the browsers say Saving until it works.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import DatabaseError, InterfaceError, OperationalError

from cairn.core.db import Others
from cairn.live.limits import COMMIT_PAUSE_SECONDS, COMMIT_WINDOW_SECONDS, MAX_UNSAVED_BYTES
from cairn.live.metrics import Metrics
from cairn.live.run import Piece
from cairn.live.threads import WRITER_THREAD, DatabaseThreads
from cairn.livedocs import log

logger = logging.getLogger("cairn.live")

RETRY_SECONDS = (0.1, 0.3, 1.0, 2.0)


Entries = dict[int, list[log.Entry]]


@dataclass(slots=True)
class Pending:
    """An update on its way, or (data None) only its place. `saved(number)` is called once all up to it is durable."""

    document_id: int
    data: bytes | Piece | None
    by_id: int | None
    saved: Callable[[int], None]
    number: int  # that her connection gave to the last update in it
    at: float
    is_taken: bool = False  # by a commit: it grows no more


class LogWriter:
    """`done(document id, updates, head)` is called after each commit: the number of the document's last update, or None
    for a document that is gone or whose updates the database will never take. `others(wrote)` tells whether anybody else
    has written to the database since the commit before; it is not called where the database can't tell.
    """

    def __init__(
        self, metrics: Metrics, done: Callable[[int, int, int | None], None], others: Callable[[bool], None]
    ) -> None:
        self.metrics, self._done, self._others = metrics, done, others
        self._elsewhere = Others()
        self._waiting: list[Pending] = []
        self._committing: list[Pending] = []
        self._bytes = 0
        self._some, self._idle = asyncio.Event(), asyncio.Event()
        self._idle.set()
        self._thread = DatabaseThreads(1, WRITER_THREAD)

    def put(
        self, document_id: int, data: bytes | Piece | None, by_id: int | None, saved: Callable[[int], None], number: int
    ) -> Pending:
        if not self._waiting:
            self._some.set()
            self._idle.clear()
        pending = Pending(document_id, data, by_id, saved, number, time.monotonic())
        self._waiting.append(pending)
        self._bytes += size_of(data)
        return pending

    def grow(self, typed: Pending, text: bytes, number: int) -> bool:
        """Let what was typed on be one update with what waits already, in the place of its first character: it rests on
        nothing that came in between. False when that is being committed.
        """
        if typed.is_taken or not isinstance(typed.data, Piece):
            return False
        typed.data.grow(text)
        typed.number = number
        self._bytes += len(text)
        return True

    @property
    def is_full(self) -> bool:
        """So much waits that no more may be taken in: the database has been refusing for long."""
        return self._bytes > MAX_UNSAVED_BYTES

    def owes(self, document_id: int) -> bool:
        """Whether updates of the document are on their way: its room must stay, for the log can't give it back yet."""
        return any(pending.document_id == document_id for pending in (*self._committing, *self._waiting))

    @property
    def lag(self) -> float:
        """Seconds that the oldest update has been waiting."""
        oldest = self._committing or self._waiting
        return time.monotonic() - oldest[0].at if oldest else 0.0

    async def run(self) -> None:
        """Commit for ever: soon after a quiet while, less often when there is always more. Cancel only after `flush`."""
        rested = 0.0
        while True:
            await self._some.wait()
            await asyncio.sleep(max(COMMIT_WINDOW_SECONDS, rested - time.monotonic()))
            self._some.clear()
            rested = time.monotonic() + COMMIT_PAUSE_SECONDS
            self._committing, self._waiting = self._waiting, []
            for pending in self._committing:
                pending.is_taken = True
            await self._commit()
            if not self._waiting:
                self._idle.set()

    async def flush(self, timeout: float) -> bool:
        """Wait until everything handed over so far is durable; False when `timeout` seconds were not enough."""
        try:
            await asyncio.wait_for(self._idle.wait(), timeout)
        except TimeoutError:
            return False
        return True

    async def stop(self) -> None:
        await self._thread.close()

    async def _commit(self) -> None:
        batch, started = self._committing, time.monotonic()
        entries = entries_of(batch)
        heads = await self._written(entries) if entries else {}
        self._committing = []
        self._bytes -= sum(size_of(p.data) for p in batch)
        self.metrics.committed(sum(p.data is not None for p in batch), time.monotonic() - started)
        for document_id, own in entries.items():
            self._done(document_id, len(own), heads.get(document_id))
        for pending in batch:
            if pending.data is None or pending.document_id in heads:
                pending.saved(pending.number)

    async def _written(self, entries: Entries) -> dict[int, int]:
        """Write the batch, however long it takes; returns the heads of the documents whose updates are stored."""
        attempt = 0
        while True:
            try:
                heads, others = await self._thread.run(self._write, entries)
            except Exception as error:
                self.metrics.commit_failures += 1
                pause = RETRY_SECONDS[min(attempt, len(RETRY_SECONDS) - 1)]
                logger.warning("The update log can't be written (%s); trying again in %.1f s", error, pause)
                attempt += 1
                await asyncio.sleep(pause)
            else:
                if others is not None:
                    self._others(others)
                return heads

    def _write(self, entries: Entries) -> tuple[dict[int, int], bool | None]:
        return write(entries), self._elsewhere.wrote()


def size_of(data: bytes | Piece | None) -> int:
    return data.size if isinstance(data, Piece) else len(data or b"")


def entries_of(batch: list[Pending]) -> Entries:
    entries: Entries = {}
    for p in batch:
        if p.data is not None:
            data = p.data.update() if isinstance(p.data, Piece) else p.data
            entries.setdefault(p.document_id, []).append(log.Entry(data, p.by_id))
    return entries


def write(entries: Entries) -> dict[int, int]:
    """Commit a batch in one transaction; when the database refuses some document's rows, each document alone."""
    try:
        return log.append_entries(entries)
    except (OperationalError, InterfaceError):
        raise
    except DatabaseError:
        logger.exception("A batch of updates was refused; writing its documents one by one")
    heads: dict[int, int] = {}
    for document_id, own in entries.items():
        try:
            heads |= log.append_entries({document_id: own})
        except (OperationalError, InterfaceError):
            raise
        except DatabaseError:
            logger.exception("Updates of document %d were refused by the database", document_id)
    return heads
