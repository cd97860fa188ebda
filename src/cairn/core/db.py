"""One door to transactions: what an operation writes, it writes whole or not at all."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.transaction import atomic, on_commit

__all__ = ["alone", "atomic", "is_postgresql", "live_small", "on_commit"]


def is_postgresql() -> bool:
    """True on PostgreSQL; the only other database is SQLite."""
    return connection.vendor == "postgresql"


@contextmanager
def alone(name: str) -> Iterator[None]:
    """One process at a time, on whatever machine: the others wait here. On PostgreSQL an advisory lock of the session,
    gone with the process however it ends; an SQLite file has one server anyway (`config/serving/folder.py`).
    """
    if not is_postgresql():
        yield
        return
    key = zlib.crc32(f"cairn {name}".encode())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [key])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [key])


def live_small() -> None:
    """Let this thread's connection hold little of the database in memory: it reads few rows, each once."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA mmap_size=0")
            cursor.execute("PRAGMA cache_size=-1000")
