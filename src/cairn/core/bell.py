"""A bell between processes: who has written rings it, who follows looks at once instead of at the next poll.

On PostgreSQL it is NOTIFY and LISTEN (https://www.postgresql.org/docs/current/sql-notify.html): what is rung in a
transaction is heard after its commit, or not at all. SQLite has none and needs none: there all writers that anybody waits for are
in one process. A hint, not a promise: whoever listens also looks by herself now and then.
"""

import asyncio
import contextlib
import logging
from collections.abc import Callable

from django.db import connection

from cairn.core.db import is_postgresql

logger = logging.getLogger("cairn.bell")

CHANNEL = "cairn"
LONGEST = 7900  # bytes; PostgreSQL takes messages below 8000
AGAIN_SECONDS = 1.0
ALIVE_SECONDS = 30.0


def ring(message: str) -> None:
    """Tell all processes that listen, once the caller's transaction has committed. At most LONGEST bytes."""
    if is_postgresql():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, message])


class Ear:
    """Listens on the running event loop. `works` tells whether it hears just now."""

    works = False

    async def listen(self, heard: Callable[[str], None]) -> None:
        """Call `heard(message)` for each message, and `heard("")` when some may have been missed. For ever; where there
        is no bell, nothing happens.
        """
        while is_postgresql():
            try:
                await self._listen(heard)
            except Exception as error:  # the server restarts, the network is away
                logger.warning("Not hearing of changes for a moment (%s)", error)
            finally:
                self.works = False
            await asyncio.sleep(AGAIN_SECONDS)

    async def _listen(self, heard: Callable[[str], None]) -> None:
        from psycopg import AsyncConnection, sql

        parameters = connection.get_connection_params()
        for name in ("cursor_factory", "context"):
            parameters.pop(name, None)
        async with await AsyncConnection.connect(**parameters, autocommit=True) as ear:
            await ear.execute(sql.SQL("LISTEN {}").format(sql.Identifier(CHANNEL)))
            self.works = True
            heard("")
            while True:
                async for notice in ear.notifies(timeout=ALIVE_SECONDS):
                    with contextlib.suppress(ValueError):
                        heard(notice.payload)
                await ear.execute("SELECT 1")  # raises when the connection is dead
