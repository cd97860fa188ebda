"""PostgreSQL after a test that committed: as the migrations left it, in a fraction of the time that emptying every table
and letting each app write anew what it needs takes.
"""

from django.db import connection
from django.db.backends.utils import CursorWrapper


def keep_ready_tables() -> None:
    """Remember what stands in the tables now, before the first test."""
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA IF EXISTS ready CASCADE")
        cursor.execute("CREATE SCHEMA ready")
        for name in _filled(cursor):
            cursor.execute(f'CREATE TABLE ready."{name}" AS TABLE "{name}"')


def put_back_tables() -> None:
    """Only what has rows is emptied; sequences go on, as with a flush."""
    connection.close()
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'ready'")
        ready = [name for (name,) in cursor.fetchall()]
        cursor.execute("SET session_replication_role = replica")  # keys between tables wait until all are back
        for name in _filled(cursor):
            cursor.execute(f'DELETE FROM "{name}"')
        for name in ready:
            cursor.execute(f'INSERT INTO "{name}" SELECT * FROM ready."{name}"')
        cursor.execute("SET session_replication_role = DEFAULT")


def _filled(cursor: CursorWrapper) -> list[str]:
    asked = [
        f"""SELECT '{name}' WHERE EXISTS (SELECT 1 FROM "{name}")""" for name in connection.introspection.table_names()
    ]
    cursor.execute(" UNION ALL ".join(asked))
    return [name for (name,) in cursor.fetchall()]
