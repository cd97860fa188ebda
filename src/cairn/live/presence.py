"""Who has a page open, reading or editing, told to everybody else who has it open.

Of this node alone: the load balancer sends those who look at the same page to the same node (docs/operate).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cairn.live.changes_socket import ChangesConnection
from cairn.live.connection import Connection


class Presence:
    def __init__(self) -> None:
        self._stale: set[int] = set()  # pages to which somebody came, or which somebody left

    def moved(self, connection: Connection) -> bool:
        """Somebody came or went. Whether that is of interest: the person's own socket is on no page."""
        page_id = page_of(connection)
        if page_id is not None:
            self._stale.add(page_id)
        return page_id is not None

    def look(self, connections: Iterable[Connection], listeners: Iterable[ChangesConnection]) -> None:
        """Tell those on the pages concerned who is beside them, when that has changed for them."""
        stale, self._stale = self._stale, set()
        told = [listener for listener in listeners if stale and page_of(listener) in stale]
        pages = {page_of(listener) for listener in told}
        here: dict[int | None, list[Connection]] = {page_id: [] for page_id in pages}
        for connection in connections if pages else ():
            if connection.closing is None and connection.person is not None and (at := page_of(connection)) in pages:
                here[at].append(connection)
        people = {page_id: _people(group) for page_id, group in here.items()}
        for listener in told:
            listener.tell_company(people[page_of(listener)])


def page_of(connection: Connection) -> int | None:
    return connection.target.page_id or connection.access.page_id


def _people(group: list[Connection]) -> dict[int, dict[str, Any]]:
    """By id, in the order of their names; who has the live document open is editing."""
    found: dict[int, dict[str, Any]] = {}
    for connection in group:
        if (who := connection.person) is not None:
            person = found.setdefault(who.id, {"id": who.id, "name": who.name, "hue": who.hue, "edits": False})
            person["edits"] |= connection.target.document_id is not None and connection.access.write
    return dict(sorted(found.items(), key=lambda item: (item[1]["name"], item[0])))
