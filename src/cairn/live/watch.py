"""Rights over time: whoever holds a connection keeps it only while she may.

An event that may change rights makes all of them decided again within a poll; so does a session that has ended; and
once in a while each is, whatever happened: a few at every look, so that a full house is no burst of work.
"""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING

from cairn.activity.queries import Happening
from cairn.live.aside import Aside
from cairn.live.limits import SESSIONS_SECONDS, SWEEP_SECONDS
from cairn.live.refusals import SIGNED_OUT
from cairn.live.rights import Access, Person, Target, changes_rights, decide
from cairn.people.sessions import sessions_alive

if TYPE_CHECKING:
    from cairn.live.connection import Connection
    from cairn.live.metrics import Metrics
    from cairn.live.threads import DatabaseThreads

ADMITTED_AT_ONCE = 100
LONGEST_LOOK_SECONDS = 1.0  # while nobody was here, nothing was owed
Decisions = dict[str, tuple[Person | None, dict[Target, Access]]]


class Watch:
    """`epoch` counts the times that rights may have changed: a decision made before is not to be trusted after."""

    def __init__(self, connections: set[Connection], threads: DatabaseThreads, metrics: Metrics) -> None:
        self._connections, self._threads, self._metrics = connections, threads, metrics
        self.epoch = 0
        self._newcomers: list[tuple[Connection, asyncio.Future[None]]] = []
        self._admitting: asyncio.Task[None] | None = None
        self._swept = self._asked = time.monotonic()
        self._owed = 0.0  # sessions that the time since then asks for
        self._due: list[str] = []  # sessions whose connections this round of the sweep has not come to
        self.aside = Aside()
        self._unasked = False  # something was written since the sessions were looked for

    async def admit(self, connection: Connection) -> None:
        """Decide a new connection's rights, again if they may have changed while we asked."""
        admitted: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._newcomers.append((connection, admitted))
        if self._admitting is None:
            self._admitting = asyncio.create_task(self._admit())
        await admitted

    async def _admit(self) -> None:
        """Those who come while others are being decided are decided together: in a storm, each person once or twice."""
        while self._newcomers:
            batch, self._newcomers = self._newcomers[:ADMITTED_AT_ONCE], self._newcomers[ADMITTED_AT_ONCE:]
            epoch, failure = self.epoch, None
            try:
                await self._decide([connection for connection, _ in batch])
            except Exception as error:
                failure = error
            if failure is None and epoch != self.epoch:
                self._newcomers += batch
                continue
            for _, admitted in batch:
                if failure is not None and not admitted.done():
                    admitted.set_exception(failure)
                elif not admitted.done():
                    admitted.set_result(None)
        self._admitting = None

    async def look(self, happenings: list[Happening], written: bool) -> None:
        """Decide again where these events, the time or the end of a session ask for it. Not `written`: since the last
        look nobody has written anything, so no session was ended (one that expires waits for the sweep).
        """
        now = time.monotonic()
        self._unasked |= written
        if any(changes_rights(happening.name) for happening in happenings):
            self.epoch += 1
            self._swept, self._owed, self._due = now, 0.0, []
            await self._decide(list(self._connections))
            return
        if self._unasked and now - self._asked >= SESSIONS_SECONDS:
            self._asked, self._unasked = now, False
            await self._end_of_sessions()
        self._sweep(now)

    def _sweep(self, now: float) -> None:
        """Decide as many sessions as the time since the last look asks for."""
        held = {c.session_key for c in self._connections}
        self._owed += len(held) * min(now - self._swept, LONGEST_LOOK_SECONDS) / SWEEP_SECONDS
        self._swept, share = now, int(self._owed)
        if share and not self.aside.is_busy:
            self._owed -= share
            self._due = self._due or list(held)
            chosen, self._due = set(self._due[:share]), self._due[share:]
            self.aside.begin(partial(self._decide, [c for c in self._connections if c.session_key in chosen]))

    async def _end_of_sessions(self) -> None:
        held = {c.session_key for c in self._connections if c.person is not None}
        if not held:
            return
        ended = held - await self._threads.run(sessions_alive, held)
        for connection in list(self._connections):
            if connection.session_key in ended:
                connection.refuse(SIGNED_OUT)

    async def _decide(self, connections: list[Connection]) -> None:
        wanted: dict[str, set[Target]] = defaultdict(set)
        for connection in connections:
            wanted[connection.session_key].add(connection.target)
        if not wanted:
            return
        self._metrics.rechecks += len(connections)
        epoch = self.epoch
        decisions = await self._threads.run(_decide_all, wanted)
        if epoch != self.epoch:
            return  # what was decided before rights changed is worth nothing; who saw the change decides everybody anew
        for connection in connections:
            person, access = decisions[connection.session_key]
            connection.rights_decided(person, access[connection.target])


def _decide_all(wanted: dict[str, set[Target]]) -> Decisions:
    return {session_key: decide(session_key, targets) for session_key, targets in wanted.items()}
