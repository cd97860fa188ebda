"""What waits in the inboxes of those who are connected: asked again only where something may have changed."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from cairn.core.clock import now
from cairn.live.aside import Aside
from cairn.live.rights import changes_rights
from cairn.notifications.counts import Waiting, waiting_for

if TYPE_CHECKING:
    from cairn.activity.queries import Happening
    from cairn.live.changes_socket import Changes
    from cairn.live.threads import DatabaseThreads

INBOX_SECONDS = 1.0


class Inboxes:
    def __init__(self, changes: Changes, threads: DatabaseThreads) -> None:
        self._changes, self._threads = changes, threads
        self._known: dict[int, Waiting] = {}
        self._asked = 0.0
        self._epoch = 0  # of rights: what was counted before they changed is not to be told after
        self._since = now()
        self.aside = Aside()

    def look(self, happenings: list[Happening]) -> None:
        """Tell everybody whose inbox is not what it was. Rights that changed may hide or show anything: all over."""
        if any(changes_rights(happening.name) for happening in happenings):
            self._forget()
        late = time.monotonic() - self._asked > INBOX_SECONDS
        if self._changes.listeners and (late or self._changes.has_newcomers()):
            self.aside.begin(self._ask)

    async def _ask(self) -> None:
        people, epoch = self._changes.people(), self._epoch
        self._asked, since, self._since = time.monotonic(), self._since, now()
        known = {pk: waiting for pk, waiting in self._known.items() if pk in people}
        found = known | await self._threads.run(waiting_for, people, known, since)
        if epoch == self._epoch:  # else all is forgotten already, and the next look asks again
            self._known = found
            self._changes.tell_waiting(found)

    def _forget(self) -> None:
        self._epoch += 1
        self._known.clear()
        self._asked = 0.0
