"""The data folder: writable, and served by one Cairn at a time."""

import fcntl
import os
from pathlib import Path
from typing import IO

from cairn.config.serving.refusal import Refused


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
            "Use that one, stop it first, or choose another folder with --data DIR."
        ) from error
    if name == "serve":  # alone here: what waits was left by uploads that a crash cut short
        for left in (data / "tmp").glob("*.upload*"):
            left.unlink(missing_ok=True)
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()
    return lock
