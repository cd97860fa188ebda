"""`bin/chaos sockets`: sockets that open, sync and end, politely or not, 10,000 of them; the memory stays where it was."""

from __future__ import annotations

import asyncio
import random
import shutil
import time

from bench.product import resident_mb, set_up

from tests.chaos.kill import DOCUMENTS, LiveProcess, people_at_documents
from tests.chaos.writer import Author, Seat

AT_ONCE = 24
WARM_UP = 2000  # sockets, after which allocators and caches have what they keep
MAY_GROW_MB = 8.0  # by noise; what leaks 1 KB a socket grows by 10


def run(rounds: int, seed: int) -> tuple[dict[str, object], list[str]]:
    data = set_up("cairn.config.settings")
    authors, dice = people_at_documents(seed), random.Random(seed)
    server = LiveProcess(data, {})
    try:
        address = server.start()
        process = server.product.process
        assert process is not None
        asyncio.run(_open_and_close(address, authors, WARM_UP, dice))
        before, began = _settled(process.pid), time.monotonic()
        failed = asyncio.run(_open_and_close(address, authors, rounds, dice))
        seconds = time.monotonic() - began
        after = _settled(process.pid)
    finally:
        server.kill()
        shutil.rmtree(data, ignore_errors=True)
    violations = [f"the server grew by {after - before:.1f} MB"] if after - before > MAY_GROW_MB else []
    violations += [f"{failed} sockets did not open"] if failed else []
    figures: dict[str, object] = {
        "sockets": rounds, "documents": DOCUMENTS, "at_once": AT_ONCE, "sockets_per_s": round(rounds / seconds),
        "before_mb": round(before, 1), "after_mb": round(after, 1), "growth_mb": round(after - before, 1),
        "violations": len(violations),
    }  # fmt: skip
    return figures, violations


async def _open_and_close(address: str, authors: list[Author], count: int, dice: random.Random) -> int:
    """`count` sockets, AT_ONCE at a time; returns how many never got the document."""
    failed, left = 0, iter(range(count))

    async def one_after_another() -> None:
        nonlocal failed
        for number in left:
            author = authors[number % len(authors)]
            try:
                async with Seat(address, Author(author.name, author.document_id, author.session, dice)) as seat:
                    await _stay(seat, dice)
            except (OSError, TimeoutError):
                failed += 1

    await asyncio.gather(*(one_after_another() for _ in range(AT_ONCE)))
    return failed


async def _stay(seat: Seat, dice: random.Random) -> None:
    """Some leave before they are let in, some drop off without a word, one in a hundred writes."""
    manner = dice.random()
    if manner < 0.1:
        return
    async with asyncio.timeout(20):
        while not seat.synced:
            await asyncio.sleep(0.002)
    if manner < 0.4:
        seat.be(dice.randrange(2**32), 1, {"cursor": None})
    if manner > 0.99:
        seat.edit()
        await seat.all_saved()
    if manner > 0.7:
        seat.socket.transport.abort()


def _settled(pid: int) -> float:
    """The lowest of some looks: what was just closed needs a moment to go."""
    looks: list[float] = []
    for _ in range(8):
        time.sleep(0.5)
        looks.append(resident_mb(pid))
    return min(looks)
