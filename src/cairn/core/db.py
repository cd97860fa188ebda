"""One door to transactions: what an operation writes, it writes whole or not at all."""

from django.db import connection
from django.db.transaction import atomic, on_commit

__all__ = ["atomic", "is_postgresql", "on_commit"]


def is_postgresql() -> bool:
    """True on PostgreSQL; the only other database is SQLite."""
    return connection.vendor == "postgresql"
