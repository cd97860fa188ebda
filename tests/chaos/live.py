"""kill -9 of the live server at random moments under load, again and again.

After each kill the database is read as it was left: every edit that a client was told is saved is there, the log has no
gap and no orphan. Then the server comes back, the clients come back with what they have, and all converge.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any, Protocol

from pycrdt import Doc
from websockets.exceptions import InvalidHandshake

from cairn.live.tests.browser import until
from tests.chaos.writer import Author, Seat, words

PAUSE = (0.001, 0.02)  # seconds between two edits of one author
MOMENT = (0.0, 0.7)  # seconds under load before the kill
Query = Callable[[str], Sequence[Sequence[Any]]]


class Server(Protocol):
    def start(self) -> str:
        """Start it, wait until it answers, return the address of its sockets."""
        ...

    def kill(self) -> None: ...


@dataclass
class Tally:
    """What happened. `violations` says in words what must never be."""

    rounds: int = 0
    edits: int = 0
    promised: int = 0
    killed_unsaved: int = 0  # edits that were under way at a kill, which nobody had been promised
    slowest_return: float = 0.0  # seconds until all clients of a round were back, saved and alike
    log_rows: int = 0
    rows_compacted: int = 0
    violations: list[str] = field(default_factory=list)


async def one_round(server: Server, authors: list[Author], query: Query, tally: Tally, dice: random.Random) -> None:
    """Up, all come back and agree, all write, kill, look at what is left."""
    address = await asyncio.to_thread(server.start)
    began = time.monotonic()
    async with AsyncExitStack() as stack:
        seats = [await stack.enter_async_context(Seat(address, author)) for author in authors]
        await alike(seats, tally)
        tally.slowest_return = max(tally.slowest_return, time.monotonic() - began)
        typing = [asyncio.create_task(_type(seat, dice)) for seat in seats]
        await asyncio.sleep(dice.uniform(*MOMENT))
        await asyncio.to_thread(server.kill)
        await until(lambda: all(seat.code is not None for seat in seats))
        for task in typing:
            task.cancel()
    tally.rounds += 1
    tally.killed_unsaved += sum(len(author.edits) - author.promised for author in authors)
    check_log(authors, query, tally)


async def last_round(server: Server, authors: list[Author], query: Query, tally: Tally) -> None:
    """Everybody back once more: all is saved, all agree, also with the log."""
    address = await asyncio.to_thread(server.start)
    async with AsyncExitStack() as stack:
        seats = [await stack.enter_async_context(Seat(address, author)) for author in authors]
        await alike(seats, tally)
    for author in authors:
        if words(stored(query, author.document_id)) != words(author.doc):
            tally.violations.append(f"{author.name} and the log of document {author.document_id} differ at the end")
    await asyncio.to_thread(server.kill)
    check_log(authors, query, tally)
    tally.edits = sum(len(author.edits) for author in authors)
    tally.promised = sum(author.promised for author in authors)


async def _type(seat: Seat, dice: random.Random) -> None:
    while True:
        seat.edit()
        await asyncio.sleep(dice.uniform(*PAUSE))


async def alike(seats: list[Seat], tally: Tally) -> None:
    """Wait until everything is saved and all clients of a document have the same."""
    try:
        await until(lambda: all(seat.synced and seat.saved == seat.sent for seat in seats))
        await until(lambda: not _different(seats))
    except (TimeoutError, InvalidHandshake) as error:
        tally.violations.append(f"round {tally.rounds}: {_different(seats) or 'not everything was saved'} ({error!r})")


def _different(seats: list[Seat]) -> str:
    by_document: dict[int, Seat] = {}
    for seat in seats:
        first = by_document.setdefault(seat.author.document_id, seat)
        if first.doc.get_state() != seat.doc.get_state() and words(first.doc) != words(seat.doc):
            return f"{first.author.name} and {seat.author.name} do not converge"
    return ""


def stored(query: Query, document_id: int) -> Doc[Any]:
    """The document as its rows tell it."""
    doc: Doc[Any] = Doc()
    for (state,) in query(f"SELECT state FROM livedocs_snapshot WHERE document_id = {document_id}"):
        doc.apply_update(bytes(state))
    for (data,) in query(f"SELECT data FROM livedocs_update WHERE document_id = {document_id} ORDER BY seq"):
        doc.apply_update(bytes(data))
    return doc


def check_log(authors: list[Author], query: Query, tally: Tally) -> None:
    """What was promised is there; the numbers of each log have no gap; nothing belongs to nobody."""
    said = tally.violations.append
    docs = {document_id: words(stored(query, document_id)) for document_id in {a.document_id for a in authors}}
    for author in authors:
        there = docs[author.document_id]
        if lost := author.must_have() - there:
            said(f"round {tally.rounds}: {len(lost)} edits that {author.name} was told are saved are lost: {lost}")
        if back := author.must_not_have() & there:
            said(f"round {tally.rounds}: {len(back)} deletions that {author.name} was told are saved are lost: {back}")
    for (document_id,) in query(HOLES):
        said(f"round {tally.rounds}: the log of document {document_id} has a hole")
    for table, number in query(ORPHANS):
        said(f"round {tally.rounds}: {table} {number} belongs to no document")


HOLES = """
SELECT d.id FROM livedocs_livedocument d
LEFT JOIN livedocs_snapshot s ON s.document_id = d.id
LEFT JOIN livedocs_update u ON u.document_id = d.id AND u.seq > COALESCE(s.upto, 0)
GROUP BY d.id, d.head, s.upto
HAVING COUNT(u.id) <> d.head - COALESCE(s.upto, 0) OR COALESCE(MAX(u.seq), s.upto, 0) <> d.head
"""
ORPHANS = """
SELECT 'update', u.id FROM livedocs_update u LEFT JOIN livedocs_livedocument d ON d.id = u.document_id WHERE d.id IS NULL
UNION ALL SELECT 'snapshot', s.id FROM livedocs_snapshot s
LEFT JOIN livedocs_livedocument d ON d.id = s.document_id WHERE d.id IS NULL
UNION ALL SELECT 'update', u.id FROM livedocs_update u JOIN livedocs_livedocument d ON d.id = u.document_id
WHERE u.seq > d.head OR d.kind = 'probe'
"""
