"""A product of its own for a bench: an empty folder, a migrated database, one person, a server process."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.e2e.product import Product

TICKS = os.sysconf("SC_CLK_TCK")


def set_up(settings: str = "bench.settings", database_url: str = "", *, is_ready: bool = False) -> Path:
    """Point Django at a new folder (and, given one, an empty PostgreSQL) and migrate it, or copy an SQLite database that
    `is_ready` (see `tests.ready_database`). Returns the folder."""
    data = Path(tempfile.mkdtemp(prefix="cairn-bench-"))
    os.environ.update(CAIRN_DATA=str(data), DJANGO_SETTINGS_MODULE=settings, DATABASE_URL=database_url)
    import django

    django.setup()
    from cairn.config.serving import database

    if is_ready and not database_url:
        from tests.ready_database import put_ready_database

        put_ready_database(data / "cairn.sqlite3")
    database.prepare()
    return data


def person(email: str = "bench@example.org") -> Any:
    from cairn.people.models import User, Workspace

    Workspace.objects.get_or_create(pk=1, defaults={"name": "Bench"})
    return User.objects.create_user(email, "Bench", "stones-on-stones", role="admin")


def session_of(user: Any) -> str:
    """A signed-in session's cookie, made as signing in makes it."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)


@contextmanager
def served(data: Path, *flags: str) -> Iterator[Product]:
    product = Product(
        data,
        *flags,
        environment={"DJANGO_SETTINGS_MODULE": "bench.settings", "DATABASE_URL": os.environ["DATABASE_URL"]},
    )
    try:
        yield product.start()
    finally:
        product.stop()


def cpu_seconds(pid: int) -> float:
    """User and system time that a process has used, from /proc (proc(5))."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def resident_mb(pid: int, kind: str = "Pss") -> float:
    """Resident memory of a process in MiB, shared pages counted by their share ("Pss") or in full ("Rss")."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith(f"{kind}:"):
            return int(line.split()[1]) / 1024
    return 0.0


def family(pid: int) -> list[int]:
    """A process and all below it."""
    children = [child for task in Path(f"/proc/{pid}/task").glob("*/children") for child in task.read_text().split()]
    return [pid, *(grandchild for child in children for grandchild in family(int(child)))]
