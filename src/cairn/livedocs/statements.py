"""The statements of a group commit, of the tail and of an opening, written once: the object mapper costs ten times more,
forty times a second, and while somebody waits for her page.

Plain SQL that both databases read. See `log.append_entries`.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import connection

RAISE = "UPDATE livedocs_livedocument SET head = head + %s, weight = weight + %s WHERE id = %s"
COUNTERS = "SELECT id, head, weight FROM livedocs_livedocument WHERE id IN ({})"
HEADS = "SELECT id, head FROM livedocs_livedocument WHERE id IN ({})"
UPDATES = "SELECT seq, data FROM livedocs_update WHERE document_id = %s AND seq > %s ORDER BY seq"
SNAPSHOT = "SELECT upto, state, vector FROM livedocs_snapshot WHERE document_id = %s AND upto > %s"
STORED = (
    "SELECT (SELECT COALESCE(SUM(LENGTH(data)), 0) FROM livedocs_update WHERE document_id = %s)"
    " + (SELECT COALESCE(SUM(LENGTH(state)), 0) FROM livedocs_snapshot WHERE document_id = %s)"
)
INSERT = "INSERT INTO livedocs_update (document_id, seq, data, by_id, at) VALUES (%s, %s, %s, %s, %s)"
AT_ONCE = 500  # names in one list


def raise_counters(added: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Add (updates, bytes) to each document id; returns (document id, head, weight) of those that exist.

    `added` is in the order of the ids: two batches never wait for each other in a ring.
    """
    counters: list[tuple[int, int, int]] = []
    with connection.cursor() as cursor:
        cursor.executemany(RAISE, [(count, size, pk) for pk, count, size in added])
        for start in range(0, len(added), AT_ONCE):
            ids = [pk for pk, _, _ in added[start : start + AT_ONCE]]
            cursor.execute(COUNTERS.format(", ".join(["%s"] * len(ids))), ids)
            counters += cursor.fetchall()
    return counters


def read_heads(document_ids: Sequence[int]) -> dict[int, int]:
    """Document id → head, of those that exist."""
    heads: dict[int, int] = {}
    with connection.cursor() as cursor:
        for start in range(0, len(document_ids), AT_ONCE):
            ids = document_ids[start : start + AT_ONCE]
            cursor.execute(HEADS.format(", ".join(["%s"] * len(ids))), ids)
            heads.update(cursor.fetchall())
    return heads


def read_updates(document_id: int, cursor: int) -> list[tuple[int, bytes]]:
    """(Sequence number, data) of what came after `cursor`, in order."""
    with connection.cursor() as statement:
        statement.execute(UPDATES, [document_id, cursor])
        return [(seq, bytes(data)) for seq, data in statement.fetchall()]


def read_snapshot(document_id: int, cursor: int) -> tuple[int, bytes, bytes] | None:
    """(The last update folded into it, its state, its state vector) of the snapshot, when it reaches beyond `cursor`."""
    with connection.cursor() as statement:
        statement.execute(SNAPSHOT, [document_id, cursor])
        row = statement.fetchone()
    return (row[0], bytes(row[1]), bytes(row[2])) if row else None


def stored_bytes(document_id: int) -> int:
    """How many bytes there are to read for the whole document."""
    with connection.cursor() as statement:
        statement.execute(STORED, [document_id, document_id])
        return int(statement.fetchone()[0])


def insert_updates(rows: Iterable[tuple[int, int, bytes, int | None]], at: datetime) -> None:
    """Rows of (document id, sequence number, data, person id)."""
    instant = connection.ops.adapt_datetimefield_value(at)
    with connection.cursor() as cursor:
        cursor.executemany(INSERT, [(*row, instant) for row in rows])
