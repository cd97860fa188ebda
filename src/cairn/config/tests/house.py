"""A running `cairn serve` and one who knocks at its door without a browser."""

import contextlib
import os
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection
from tests.conventions.source import ROOT
from tests.e2e.product import Product

PATIENCE = 60.0  # seconds, on a machine that is busy with other tests; only a failing test waits that long
TOKEN = "t" * 32


def until(done: Callable[[], Any], why: str | Callable[[], str]) -> None:
    end = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < end, why if isinstance(why, str) else why()
        time.sleep(0.05)


def database_in(folder: Path) -> dict[str, str]:
    """The suite's database for a process of its own: a copy in `folder`, or the suite's PostgreSQL itself."""
    environment = {"CAIRN_SECRET_KEY": settings.SECRET_KEY}
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        with contextlib.closing(sqlite3.connect(folder / "cairn.sqlite3")) as copy:
            connection.connection.backup(copy)
        return environment
    parts = connection.settings_dict
    host = parts["HOST"] or parts["OPTIONS"].get("host", "")
    login = f"{parts['USER']}:{parts['PASSWORD']}@:{parts['PORT']}"
    return {**environment, "DATABASE_URL": f"postgresql://{login}/{parts['NAME']}?host={host}"}


def serve(folder: Path, *flags: str, before: tuple[str, ...] = (), **environment: str) -> tuple[int, str]:
    """`cairn serve` that is expected to end by itself: its status, and what the terminal shows."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("CAIRN_", "DATABASE_", "DJANGO_"))
    }
    command = [*before, sys.executable, "-m", "cairn", "serve", "--data", str(folder), *flags]
    done = subprocess.run(
        command, cwd=ROOT, env={**kept, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", **environment}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout


def workers_of(product: Product) -> list[int]:
    assert product.process
    return children_of(product.process.pid)


def worker_of(product: Product, after: int = 0) -> int:
    """The one worker beside `product`; given `after`, the one that follows it."""
    until(lambda: workers_of(product) not in ([], [after]), lambda: "no worker; shown: " + "\n".join(product.output))
    (worker,) = workers_of(product)
    return worker


def children_of(pid: int) -> list[int]:
    return [int(other.name) for other in Path("/proc").glob("[0-9]*") if _stat(int(other.name))[1:2] == [str(pid)]]


def is_alive(pid: int) -> bool:
    return _stat(pid)[:1] not in ([], ["Z"])


def _stat(pid: int) -> list[str]:
    """State, parent and so on (proc(5)); nothing for a process that is gone."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return []


@dataclass
class Caller:
    """Requests of somebody with a session."""

    address: str
    session: str = ""

    def get(self, path: str) -> tuple[int, str]:
        return self._ask(path, None)

    def post(self, path: str, **form: str) -> tuple[int, str]:
        return self._ask(path, urlencode(form).encode())

    def _ask(self, path: str, data: bytes | None) -> tuple[int, str]:
        request = urllib.request.Request(self.address + path, data)
        request.add_header("Cookie", f"csrftoken={TOKEN}; sessionid={self.session}")
        request.add_header("X-CSRFToken", TOKEN)
        try:
            with urllib.request.build_opener(Still).open(request, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()


class Still(urllib.request.HTTPRedirectHandler):
    """Follows nothing: 303 is the answer."""

    def redirect_request(self, *args: Any) -> None:
        return None
