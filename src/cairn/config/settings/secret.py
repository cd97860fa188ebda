"""The installation's secret, made once and kept in the data folder."""

import os
import secrets
from pathlib import Path


def secret_key(data: Path) -> str:
    """`CAIRN_SECRET_KEY`, or the key in `data/secret-key`, made on first use and readable by its owner only."""
    if key := os.environ.get("CAIRN_SECRET_KEY"):
        return key
    path = data / "secret-key"
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        return _make(path)
    except OSError:  # unreadable: `cairn serve` refuses this folder with a clear message before anything is signed
        return secrets.token_urlsafe(48)


def _make(path: Path) -> str:
    key = secrets.token_urlsafe(48)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    except OSError:
        return key
    with os.fdopen(handle, "w") as file:
        file.write(key)
    return key
