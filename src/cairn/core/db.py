"""One door to transactions: what an operation writes, it writes whole or not at all."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from time import sleep
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.db.transaction import atomic, on_commit

GIVE_WAY_SECONDS = 0.01

__all__ = ["Others", "alone", "atomic", "give_way", "in_turn", "is_postgresql", "let_stand", "live_small", "on_commit"]


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


def give_way() -> None:
    """Between two of many transactions: let others write. On SQLite whoever waits looks again every tenth of a second,
    and would find one of them under way each time until she gives up.
    """
    if not is_postgresql():
        sleep(GIVE_WAY_SECONDS)


def in_turn(name: str) -> None:
    """Until the caller's transaction ends the others who come here wait, so that what is read and locked afterwards
    has one shape. On SQLite a transaction that writes is alone anyway. Call it before any row is locked.
    """
    if is_postgresql():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [zlib.crc32(f"cairn {name}".encode())])


def let_stand(rows: QuerySet[Any]) -> None:
    """Nobody changes these rows until the caller's transaction ends; others may let them stand as well. On PostgreSQL FOR
    SHARE, which Django does not know; on SQLite whoever writes is alone anyway.
    """
    if is_postgresql():
        try:
            text, parameters = rows.order_by().values("pk").query.sql_with_params()
        except EmptyResultSet:  # an id that no row can have
            return
        with connection.cursor() as cursor:
            cursor.execute(f"{text} FOR SHARE", parameters)


class Others:
    """Whether anybody but this thread's connection has written, asked by one thread again and again."""

    def __init__(self) -> None:
        self._seen: tuple[object, int] | None = None

    def wrote(self) -> bool | None:
        """Since it was asked last (the first time: True). None where the database can't tell for next to nothing."""
        if connection.vendor != "sqlite":
            return None
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA data_version")  # of this connection: changes when another one has committed
            before, self._seen = self._seen, (connection.connection, cursor.fetchone()[0])
        return before != self._seen


def live_small() -> None:
    """Let this thread's connection hold little of the database in memory: it reads few rows, each once."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA mmap_size=0")
            cursor.execute("PRAGMA cache_size=-1000")
