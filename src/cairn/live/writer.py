"""The log writer: updates of all rooms, committed together every few tens of milliseconds, by one thread.

An update is acknowledged when its transaction has committed, never before: what a person has seen as Saved survives
kill -9. When the database can't be written the batch is kept and tried again; the browsers say Saving until it works.
"""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from django.db import DatabaseError, InterfaceError, OperationalError

from cairn.live.limits import COMMIT_WINDOW_SECONDS, MAX_UNSAVED_BYTES
from cairn.live.metrics import Metrics
from cairn.live.threads import WRITER_THREAD, DatabaseThreads
from cairn.livedocs import log

logger = logging.getLogger("cairn.live")

RETRY_SECONDS = (0.1, 0.3, 1.0, 2.0)


@dataclass(slots=True)
class Pending:
    """An update on its way, or (data None) only its place. `saved` is called once all up to it is durable."""

    document_id: int
    data: bytes | None
    by_id: int | None
    saved: Callable[[], None]
    at: float


class LogWriter:
    """`done(document id, updates, head)` is called after each commit: the number of the document's last update, or None
    for a document that is gone or whose updates the database will never take.
    """

    def __init__(self, metrics: Metrics, done: Callable[[int, int, int | None], None]) -> None:
        self._metrics, self._done = metrics, done
        self._waiting: list[Pending] = []
        self._committing: list[Pending] = []
        self._bytes = 0
        self._some, self._idle = asyncio.Event(), asyncio.Event()
        self._idle.set()
        self._thread = DatabaseThreads(1, WRITER_THREAD)

    def put(self, document_id: int, data: bytes | None, by_id: int | None, saved: Callable[[], None]) -> None:
        self._waiting.append(Pending(document_id, data, by_id, saved, time.monotonic()))
        self._bytes += len(data or b"")
        self._some.set()
        self._idle.clear()

    @property
    def is_full(self) -> bool:
        """So much waits that no more may be taken in: the database has been refusing for long."""
        return self._bytes > MAX_UNSAVED_BYTES

    @property
    def lag(self) -> float:
        """Seconds that the oldest update has been waiting."""
        oldest = self._committing or self._waiting
        return time.monotonic() - oldest[0].at if oldest else 0.0

    async def run(self) -> None:
        """Commit for ever. Cancel only after `flush`."""
        while True:
            await self._some.wait()
            await asyncio.sleep(COMMIT_WINDOW_SECONDS)
            self._some.clear()
            self._committing, self._waiting = self._waiting, []
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
        heads = await self._written(batch)
        counts = Counter(p.document_id for p in batch if p.data is not None)
        self._committing = []
        self._bytes -= sum(len(p.data or b"") for p in batch)
        self._metrics.committed(counts.total(), time.monotonic() - started)
        for document_id, count in counts.items():
            self._done(document_id, count, heads.get(document_id))
        for pending in batch:
            if pending.data is None or pending.document_id in heads:
                pending.saved()

    async def _written(self, batch: list[Pending]) -> dict[int, int]:
        """Write the batch, however long it takes; returns the heads of the documents whose updates are stored."""
        attempt = 0
        while True:
            try:
                return await self._thread.run(write, batch)
            except Exception as error:
                self._metrics.commit_failures += 1
                pause = RETRY_SECONDS[min(attempt, len(RETRY_SECONDS) - 1)]
                logger.warning("The update log can't be written (%s); trying again in %.1f s", error, pause)
                attempt += 1
                await asyncio.sleep(pause)


def write(batch: list[Pending]) -> dict[int, int]:
    """Commit a batch in one transaction; when the database refuses some document's rows, each document alone."""
    entries: dict[int, list[log.Entry]] = {}
    for p in batch:
        if p.data is not None:
            entries.setdefault(p.document_id, []).append(log.Entry(p.data, p.by_id))
    if not entries:
        return {}
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
