"""Failures of the database and the disk that are nobody's mistake in the code: it is full, read-only, busy or away.

Each becomes one sentence for the person who was writing. What differs between SQLite and PostgreSQL in this is here:
https://sqlite.org/rescode.html, https://www.postgresql.org/docs/current/errcodes-appendix.html.
"""

import errno
import sqlite3

from django.db import Error as DatabaseTrouble
from django.utils.translation import gettext as _

from cairn.core.errors import Unavailable

SQLITE = {
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_READONLY: "read-only",
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
    sqlite3.SQLITE_IOERR: "away",
    sqlite3.SQLITE_CANTOPEN: "away",
    sqlite3.SQLITE_PERM: "away",
}
POSTGRESQL = {
    "25006": "read-only",
    "53100": "full",
    "40001": "busy",
    "40P01": "busy",
    "55P03": "busy",
    "57014": "busy",
}
POSTGRESQL_CLASSES = {"08": "away", "53": "busy", "57": "away", "58": "away"}
DISK = {errno.ENOSPC: "full", errno.EDQUOT: "full", errno.EROFS: "read-only"}
SQLITE_PRIMARY = 0xFF  # the low byte of an extended result code


def outage_of(error: BaseException) -> Unavailable | None:
    """What to tell the person when `error` is an outage of the database or of the disk; None for any other error."""
    kind = _kind_of(error)
    if kind is None:
        return None
    return Unavailable(_words(kind))


def _kind_of(error: BaseException) -> str | None:
    if isinstance(error, OSError):
        return DISK.get(error.errno or 0)
    if not isinstance(error, DatabaseTrouble):
        return None
    cause = error.__cause__
    if isinstance(cause, sqlite3.Error):
        return SQLITE.get(getattr(cause, "sqlite_errorcode", 0) & SQLITE_PRIMARY)
    if type(cause).__module__.startswith("psycopg"):
        state = getattr(cause, "sqlstate", None)
        if state is None:  # no server has answered
            return "away" if type(cause).__name__ == "OperationalError" else None
        return POSTGRESQL.get(state) or POSTGRESQL_CLASSES.get(state[:2])
    return None


def _words(kind: str) -> str:
    words = {
        "full": _("The disk of this workspace is full. An admin has to make room on it."),
        "read-only": _("This workspace can only be read at the moment. An admin has to make its database writable."),
        "busy": _("The database was too busy to answer in time."),
        "away": _("The database can't be reached at the moment. An admin finds the reason in the log."),
    }
    kept = _("Nothing was saved by this, and what was saved before is safe. Keep your text and try again in a moment.")
    return f"{words[kind]} {kept}"
