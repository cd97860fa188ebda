"""`bin/chaos live`: the product's live server, killed with kill -9 at random moments (200 times by default)."""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.product import person, session_of, set_up

from tests.chaos.live import Tally, last_round, one_round, stored
from tests.chaos.writer import Author, words
from tests.e2e.product import Product

DOCUMENTS, AUTHORS = 3, 9
WORKER_EVERY = 5  # rounds, in which a worker compacts beside it and is killed too


class LiveProcess:
    """`cairn serve --role live`, and now and then a worker beside it."""

    def __init__(self, data: Path, settings: dict[str, str]) -> None:
        self.product = Product(data, "--role", "live", environment=settings)
        self.worker: subprocess.Popen[bytes] | None = None
        self.starts = 0

    def start(self) -> str:
        self.starts += 1
        self.product.start()
        if self.starts % WORKER_EVERY == 0:
            command = self.product._command("serve", "--role", "worker")
            self.worker = subprocess.Popen(
                command, env=self.product._environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
        return self.product.address.replace("http", "ws")

    def kill(self) -> None:
        self.product.kill()
        if self.worker is not None:
            self.worker.send_signal(signal.SIGKILL)
            self.worker.wait(10)
            self.worker = None


def query(sql: str) -> Sequence[Sequence[Any]]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def run(rounds: int, seed: int) -> tuple[dict[str, object], list[str]]:
    """Figures for the table, and what must never be but was."""
    url = os.environ.get("DATABASE_URL", "")
    data = set_up("cairn.config.settings", url)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # nobody but this story waits on its loop
    authors, dice, tally = people_at_documents(seed), random.Random(seed), Tally()
    server = LiveProcess(data, {"DATABASE_URL": url} if url else {})
    began = time.monotonic()

    async def story() -> None:
        for number in range(1, rounds + 1):
            await one_round(server, authors, query, tally, dice)
            if number % 10 == 0:
                promised = sum(author.promised for author in authors)
                print(f"{number} rounds, {promised} edits called saved, {len(tally.violations)} violations", flush=True)
        await last_round(server, authors, query, tally)

    try:
        asyncio.run(story())
        _compact(authors, tally)
    finally:
        if server.product.process is not None:
            server.product.process.kill()
        shutil.rmtree(data, ignore_errors=True)
    return _figures(tally, time.monotonic() - began), tally.violations


def people_at_documents(seed: int) -> list[Author]:
    """Everybody at one of the documents; each document belongs to a page that all may edit."""
    from cairn.pages.operations import create_page
    from cairn.spaces.operations import SpaceSettings, create_space

    people = [person(f"{n}@example.org") for n in range(AUTHORS)]
    space = create_space(SpaceSettings("Chaos"), by=people[0])
    pages = [create_page(space, by=people[0], title=f"Page {n}") for n in range(DOCUMENTS)]
    return [
        Author(f"{chr(97 + n)}", pages[n % DOCUMENTS].document_id, session_of(who), random.Random(seed + n))
        for n, who in enumerate(people)
    ]


def _compact(authors: list[Author], tally: Tally) -> None:
    """The log of each document folds into a snapshot that holds the same words, and nothing else is left of it."""
    from cairn.livedocs import log
    from cairn.livedocs.models import Update

    for document_id in {author.document_id for author in authors}:
        before = words(stored(query, document_id))
        tally.log_rows += Update.objects.filter(document=document_id).count()
        log.compact(document_id)
        tally.rows_compacted += Update.objects.filter(document=document_id).count()
        if words(log.load(document_id)) != before:
            tally.violations.append(f"document {document_id} lost words when its log was compacted")
    if tally.rows_compacted:
        tally.violations.append(f"{tally.rows_compacted} rows are left after the log was compacted")


def _figures(tally: Tally, seconds: float) -> dict[str, object]:
    return {
        "rounds": tally.rounds,
        "clients": AUTHORS,
        "documents": DOCUMENTS,
        "edits": tally.edits,
        "called_saved": tally.promised,
        "under_way_at_a_kill": tally.killed_unsaved,
        "slowest_return_s": round(tally.slowest_return, 2),
        "log_rows": tally.log_rows,
        "rows_after_compaction": tally.rows_compacted,
        "seconds": round(seconds),
        "violations": len(tally.violations),
    }
