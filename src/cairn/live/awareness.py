"""Who is in a room and where her caret stands. Nobody can speak in another's name.

Each client of a document has an id, a clock and a state (JSON). A connection owns the ids it was the first to use; the
`user` in each state is written by the server. Format: y-protocols 1.0, awareness.js.
"""

from dataclasses import dataclass

import orjson

from cairn.live.limits import MAX_AWARENESS_CLIENTS
from cairn.live.rights import Person
from cairn.livedocs.lib0 import BadBytes, Reader, buffer, uint

GONE = b"null"


@dataclass(slots=True)
class Presence:
    clock: int
    state: bytes  # JSON
    owner: object  # the connection that speaks for it
    person_id: int


@dataclass(frozen=True, slots=True)
class Entry:
    """What the others are told about one client; `owner` need not be told."""

    client: int
    clock: int
    state: bytes  # JSON
    owner: object = None


class Awareness:
    """The presences of one room."""

    __slots__ = ("_clients",)

    def __init__(self) -> None:
        self._clients: dict[int, Presence] = {}

    def __len__(self) -> int:
        return len(self._clients)

    def receive(self, content: bytes, owner: object, person: Person) -> list[Entry]:
        """Take in what a client says of herself; returns what to tell the others.

        Entries about clients of other people are dropped: some providers repeat what they heard. `BadBytes` when the
        content is not an awareness update.
        """
        told: list[Entry] = []
        reader = Reader(content)
        for _ in range(reader.uint()):
            client, clock, state = reader.uint(), reader.uint(), stamped(reader.buffer(), person)
            known = self._clients.get(client)
            if known is not None and (known.person_id != person.id or not _newer(known, clock, state)):
                continue
            if state == GONE:
                if known is None:
                    continue
                del self._clients[client]
            elif known is None and self._count(owner) >= MAX_AWARENESS_CLIENTS:
                continue
            else:
                self._clients[client] = Presence(clock, state, owner, person.id)
            told.append(Entry(client, clock, state, owner))
        return told

    def everyone(self) -> bytes | None:
        """All presences, for somebody who has just come in; None when the room is empty."""
        told = [Entry(client, presence.clock, presence.state) for client, presence in self._clients.items()]
        return encoded(told) if told else None

    def leave(self, owner: object) -> list[Entry]:
        """Forget the clients of a connection that ended; returns what to tell the others.

        The clock stays: so the others take the end, and take the client back when it comes again with the next clock.
        """
        gone = [client for client, presence in self._clients.items() if presence.owner is owner]
        return [Entry(client, self._clients.pop(client).clock, GONE) for client in gone]

    def _count(self, owner: object) -> int:
        return sum(presence.owner is owner for presence in self._clients.values())


def _newer(known: Presence, clock: int, state: bytes) -> bool:
    return clock > known.clock or (clock == known.clock and state == GONE)


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


def encoded(entries: list[Entry]) -> bytes:
    body = b"".join(uint(entry.client) + uint(entry.clock) + buffer(entry.state) for entry in entries)
    return uint(len(entries)) + body
