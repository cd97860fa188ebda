"""An SQLite database with every migration in it, made once for each state of the migrations and copied for each test
process: migrating takes longer than most test files.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from functools import cache
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).parent.parent


def put_ready_database(target: Path) -> None:
    """A fresh migrated database at `target`."""
    ready = Path(tempfile.gettempdir()) / f"cairn-ready-{_state()}.sqlite3"
    with ready.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready.exists():
            _make(ready)
    shutil.copyfile(ready, target)


def put_back(target: Path) -> None:
    """The ready database again, in the place of all that a test committed: emptying every table and letting each app
    write anew what it needs takes six times as long. Raises OperationalError when somebody still writes."""
    connection.close()
    ready = Path(tempfile.gettempdir()) / f"cairn-ready-{_state()}.sqlite3"
    with closing(sqlite3.connect(ready)) as source, closing(sqlite3.connect(target)) as used:
        used.execute("PRAGMA synchronous=OFF")
        source.backup(used)


@cache
def _state() -> str:
    """Changes with any migration, ours or of a library."""
    told = hashlib.sha256((ROOT / "requirements.lock").read_bytes())
    for path in sorted((ROOT / "src" / "cairn").glob("*/migrations/*.py")):
        told.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return told.hexdigest()[:16]


def _make(ready: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="cairn-ready-") as folder:
        own = {"CAIRN_DATA": folder, "DJANGO_SETTINGS_MODULE": "cairn.config.settings", "PYTHONPATH": str(ROOT / "src")}
        environment = {name: value for name, value in os.environ.items() if not name.startswith("CAIRN_")} | own
        command = [sys.executable, "-m", "cairn", "migrate", "--verbosity", "0"]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        shutil.copyfile(Path(folder) / "cairn.sqlite3", ready)
