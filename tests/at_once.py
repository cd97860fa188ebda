"""Acts at the same moment: real threads, each with a database connection of its own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connection

Answer = TypeVar("Answer")
PATIENCE = 20.0  # seconds in which all have to come to the barrier


def at_once(*acts: Callable[[], Answer]) -> list[Answer]:
    """What each act returned, in their order; all start behind one barrier. The first one's error is raised."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], Answer]) -> Answer:
        try:
            barrier.wait(timeout=PATIENCE)
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))
