"""How Cairn is: what a load balancer and an operator ask. No names, no addresses, no secrets."""

import shutil
import time
import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from django.conf import settings
from django.db import DatabaseError

from cairn.core.queue import queue_state
from cairn.live.application import current_hub
from cairn.livedocs import log

LOG_LAG_SECONDS = 10.0  # that an update may wait for its commit
WORKER_LAG_SECONDS = 300.0  # that a job may be due before the worker counts as stuck
FREE_MB = 50  # that the data folder's disk must have left
REMEMBER_SECONDS = 1.0  # an answer serves everybody who asks meanwhile: asking often costs nothing


@dataclass
class Health:
    checks: dict[str, Any] = field(default_factory=dict)
    ok: bool = True
    at: float = field(default_factory=time.monotonic)

    def note(self, name: str, ok: bool, **figures: Any) -> None:
        self.checks[name] = {"ok": ok, **figures}
        self.ok = self.ok and ok

    def answer(self, *, detailed: bool) -> dict[str, Any]:
        """{"status": "ok" | "failing", "version": …, "checks": {…}}, with the live server's counters when `detailed`."""
        answer = {"status": "ok" if self.ok else "failing", "version": release(), "checks": self.checks}
        hub = current_hub()
        return {**answer, "live": hub.metrics.figures()} if detailed and hub is not None else answer


_last: Health | None = None


def look() -> Health:
    """The state now, or as it was a moment ago."""
    global _last
    if _last is None or time.monotonic() - _last.at > REMEMBER_SECONDS:
        _last = _examine()
    return _last


def _examine() -> Health:
    health = Health()
    try:
        log.check_writable()
        health.note("database", True)
        queue = queue_state()
        stuck = queue.lag > WORKER_LAG_SECONDS
        health.note("worker", not stuck, lag_s=round(queue.lag, 1), waiting=queue.waiting, failed=queue.failed)
    except DatabaseError:
        health.note("database", False)
    hub = current_hub()
    if hub is not None:
        health.note("log", hub.writer.lag < LOG_LAG_SECONDS and not hub.draining, lag_s=round(hub.writer.lag, 3))
    free = shutil.disk_usage(settings.DATA).free // 2**20
    health.note("disk", free >= FREE_MB, free_mb=free)
    return health


@cache
def release() -> str:
    """The version of the installed package, or of the checkout that runs."""
    try:
        return version("cairn")
    except PackageNotFoundError:
        return str(tomllib.loads((settings.ROOT / "pyproject.toml").read_text())["project"]["version"])
