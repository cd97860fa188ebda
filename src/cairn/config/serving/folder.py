"""The data folder: writable, and served by one Cairn at a time."""

import fcntl
import os
from contextlib import ExitStack
from pathlib import Path
from typing import IO

from cairn.config.serving.refusal import Refused
from cairn.core.db import is_postgresql


def take_for(data: Path, role: str, port: int) -> ExitStack:
    """The locks of a process that serves `role`; closing the stack gives them back.

    An SQLite file is written by one server: all of it, or one web and one live part. On PostgreSQL any number serve.
    """
    if is_postgresql():
        names = ["serve" if role == "all" else f"serve-{role}-{port}"]
    else:
        names = ["serve", "serve-web", "serve-live"] if role == "all" else [f"serve-{role}"]
    locks = ExitStack()
    try:
        for name in names:
            locks.enter_context(take(data, name))
    except Refused:
        locks.close()
        raise
    return locks


def take(data: Path, name: str = "serve") -> IO[str]:
    """Lock `data` for this process. The lock goes with the process, however it ends.

    Raises Refused when the folder can't be written or another process holds the lock.
    """
    try:
        (data / "files").mkdir(parents=True, exist_ok=True)
        lock = (data / f"{name}.lock").open("a+")
    except OSError as error:
        raise Refused(
            f"The data folder {data} can't be written ({error.strerror}). Nothing was changed. "
            "Give this user the right to write there, or choose another folder with --data DIR."
        ) from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.seek(0)
        raise Refused(
            f"Another Cairn (process {lock.read().strip() or 'unknown'}) already serves the data folder {data}. "
            "Use that one, stop it first, or choose another folder with --data DIR. Several beside each other keep "
            "their data in PostgreSQL (DATABASE_URL)."
        ) from error
    if name == "serve":  # alone here: what waits was left by uploads that a crash cut short
        for left in (data / "tmp").glob("*.upload*"):
            left.unlink(missing_ok=True)
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()
    return lock
