"""The database before the first request: reachable, writable, up to date, with a copy from before an upgrade."""

import sqlite3
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from cairn.config.serving.refusal import Refused
from cairn.core.clock import now
from cairn.core.db import alone

COPIES_KEPT = 5


def prepare() -> None:
    """Migrate; on SQLite keep a copy of the database from before. Raises Refused when it can't be opened or written.

    Nodes that start at once do so one after the other, so only the first finds anything to migrate.
    """
    try:
        with alone("prepare"):
            _prepare()
    except (DatabaseError, sqlite3.Error, OSError) as error:
        raise Refused(
            f"The database can't be used: {error}. Nothing was changed. Check that it is there, that this user may "
            "write it, and that its disk has room; then start again."
        ) from error


def _prepare() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        if connection.vendor == "sqlite" and executor.loader.applied_migrations:
            _copy(Path(settings.DATABASES["default"]["NAME"]), now())
        call_command("migrate", interactive=False, verbosity=0)
    _check_writable()


def _check_writable() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE IF NOT EXISTS cairn_probe (one integer)")
        cursor.execute("UPDATE people_workspace SET name = name")


def _copy(database: Path, moment: datetime) -> None:
    copies = database.parent / "backups"
    copies.mkdir(exist_ok=True)
    target = sqlite3.connect(copies / f"before-upgrade-{moment:%Y%m%d-%H%M%S}.sqlite3")
    try:
        with sqlite3.connect(database) as source:
            source.backup(target)
    finally:
        target.close()
    for old in sorted(copies.glob("before-upgrade-*.sqlite3"))[:-COPIES_KEPT]:
        old.unlink()
