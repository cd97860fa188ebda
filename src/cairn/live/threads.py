"""Threads for the database, so that the event loop never waits for it."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from django.db import close_old_connections, connection, connections

from cairn.core.db import live_small

P = ParamSpec("P")
T = TypeVar("T")

WRITER_THREAD = "live-log"


class DatabaseThreads:
    """`count` threads, each with its own database connection."""

    def __init__(self, count: int, name: str) -> None:
        self._count = count
        self._pool = ThreadPoolExecutor(count, thread_name_prefix=name)

    async def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The result of `work`, done in one of the threads."""

        def fresh() -> T:
            close_old_connections()
            if connection.connection is None:
                live_small()
            return work(*args, **kwargs)

        return await asyncio.get_running_loop().run_in_executor(self._pool, fresh)

    async def each(self, work: Callable[[], object]) -> None:
        """Do `work` once in every thread. Each waits at the barrier, so that all take part."""
        together = threading.Barrier(self._count)

        def mine() -> None:
            together.wait(10)
            work()

        await asyncio.gather(*(self.run(mine) for _ in range(self._count)))

    async def close(self) -> None:
        """Close every thread's connection and end the threads. Each waits at the barrier, so that all take part."""
        together = threading.Barrier(self._count)

        def leave() -> None:
            connections.close_all()
            together.wait(10)

        loop = asyncio.get_running_loop()
        await asyncio.gather(*(loop.run_in_executor(self._pool, leave) for _ in range(self._count)))
        self._pool.shutdown()
