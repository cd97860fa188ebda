"""Who is in a room and where her caret stands. Nobody can speak in another's name.

Each client of a document has an id, a clock and a state (JSON). A connection owns the ids it was the first to use; the
`user` in each state is written by the server. Format: y-protocols 1.0, awareness.js.
"""

from collections.abc import Collection
from dataclasses import dataclass

import orjson

from cairn.live.limits import MAX_AWARENESS_CLIENTS
from cairn.live.rights import Person
from cairn.livedocs.lib0 import BadBytes, Reader, buffer, uint

GONE = b"null"


@dataclass(slots=True, eq=False)
class Presence:
    """Where one client stands last."""

    client: int
    clock: int
    name: bytes  # client and clock, as she sent them
    state: bytes  # JSON
    owner: object  # the connection that speaks for it, which need not be told
    person_id: int


class Awareness:
    """The presences of one room."""

    __slots__ = ("_clients",)

    def __init__(self) -> None:
        self._clients: dict[int, Presence] = {}

    def __len__(self) -> int:
        return len(self._clients)

    def receive(self, entries: Reader, owner: object, person: Person) -> list[Presence]:
        """Take in what a client says of herself; returns what to tell the others.

        Entries about clients of other people are dropped: some providers repeat what they heard. `BadBytes` when the
        content is not an awareness update.
        """
        told: list[Presence] = []
        for _ in range(entries.uint()):
            start = entries.position
            client, clock = entries.uint(), entries.uint()
            name, state = entries.data[start : entries.position], stamped(entries.buffer(), person)
            known = self._clients.get(client)
            if known is None:
                if state == GONE or self._count(owner) >= MAX_AWARENESS_CLIENTS:
                    continue
                known = self._clients[client] = Presence(client, clock, name, state, owner, person.id)
            elif known.person_id != person.id or clock + (state == GONE) <= known.clock:
                continue
            else:
                known.clock, known.name, known.state, known.owner = clock, name, state, owner
                if state == GONE:
                    del self._clients[client]
            told.append(known)
        return told

    def everyone(self) -> bytes | None:
        """All presences, for somebody who has just come in; None when the room is empty."""
        return encoded(self._clients.values()) if self._clients else None

    def leave(self, owner: object) -> list[Presence]:
        """Forget the clients of a connection that ended; returns what to tell the others.

        The clock stays: so the others take the end, and take the client back when it comes again with the next clock.
        """
        gone = [presence for presence in self._clients.values() if presence.owner is owner]
        for presence in gone:
            del self._clients[presence.client]
            presence.state = GONE
        return gone

    def _count(self, owner: object) -> int:
        return sum(presence.owner is owner for presence in self._clients.values())


def stamped(text: bytes, person: Person) -> bytes:
    """The state with its `user` written by us. `BadBytes` when it is neither an object nor null."""
    try:
        state = orjson.loads(text or GONE)
    except orjson.JSONDecodeError as error:
        raise BadBytes("awareness is not JSON") from error
    if state is None:
        return GONE
    if not isinstance(state, dict):
        raise BadBytes("awareness is not an object")
    state["user"] = {"id": str(person.id), "name": person.name, "hue": person.hue}
    return orjson.dumps(state)


def encoded(presences: Collection[Presence]) -> bytes:
    return uint(len(presences)) + b"".join([presence.name + buffer(presence.state) for presence in presences])
