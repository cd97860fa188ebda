"""Who has a page open, reading or editing, told to everybody else who has it open.

Of this node alone: the load balancer sends those who look at the same page to the same node (docs/operate).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from cairn.live.changes_socket import ChangesConnection
from cairn.live.connection import Connection


class Presence:
    def __init__(self) -> None:
        self._stale: set[int] = set()  # pages to which somebody came, or which somebody left
        self._told: dict[ChangesConnection, str] = {}

    def moved(self, connection: Connection) -> bool:
        """Somebody came or went. Whether that is of interest: the person's own socket is on no page."""
        page_id = page_of(connection)
        if page_id is not None:
            self._stale.add(page_id)
        return page_id is not None

    def look(self, connections: Iterable[Connection]) -> None:
        """Tell those on the pages concerned who is beside them, when that has changed for them."""
        stale, self._stale = self._stale, set()
        if not stale:
            return
        here: dict[int, list[Connection]] = {}
        for connection in connections:
            page_id = page_of(connection)
            if page_id in stale and connection.closing is None and connection.person is not None:
                here.setdefault(page_id, []).append(connection)
        self._told = {listener: told for listener, told in self._told.items() if listener.closing is None}
        for page_id, group in here.items():
            people = _people(group)
            for listener in group:
                if isinstance(listener, ChangesConnection):
                    self._tell(listener, page_id, people)

    def _tell(self, listener: ChangesConnection, page_id: int, people: dict[int, dict[str, Any]]) -> None:
        assert listener.person is not None
        others = [person for pk, person in people.items() if pk != listener.person.id]
        notice = json.dumps({"event": "presence.changed", "page": page_id, "people": others})
        if notice != self._told.get(listener):  # an empty one too: after a gap others may have left
            self._told[listener] = notice
            listener.send(notice)


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
