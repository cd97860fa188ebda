"""What the live server counts: for /healthz and for one log line a minute."""

import logging
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

logger = logging.getLogger("cairn.live")


@dataclass
class Metrics:
    started: float = field(default_factory=time.monotonic)
    connections: int = 0
    rooms: int = 0
    frames_in: int = 0
    frames_out: int = 0
    bytes_in: int = 0
    bytes_out: int = 0
    updates_saved: int = 0
    commits: int = 0
    commit_failures: int = 0
    commit_seconds: float = 0.0
    slowest_commit_seconds: float = 0.0
    tailed: int = 0  # updates that others appended
    notices: int = 0
    rechecks: int = 0
    refused: Counter[int] = field(default_factory=Counter)  # by close code

    def told(self, receivers: int, size: int) -> None:
        """One message of `size` bytes went to so many receivers."""
        self.frames_out += receivers
        self.bytes_out += receivers * size

    def committed(self, updates: int, seconds: float) -> None:
        self.commits += 1
        self.updates_saved += updates
        self.commit_seconds += seconds
        self.slowest_commit_seconds = max(self.slowest_commit_seconds, seconds)

    def figures(self) -> dict[str, Any]:
        """Everything counted since the start, in whole units; no names, no ids."""
        return {
            "connections": self.connections,
            "rooms": self.rooms,
            "frames_in": self.frames_in,
            "frames_out": self.frames_out,
            "bytes_in": self.bytes_in,
            "bytes_out": self.bytes_out,
            "updates_saved": self.updates_saved,
            "commits": self.commits,
            "commit_failures": self.commit_failures,
            "commit_ms": round(1000 * self.commit_seconds / max(1, self.commits), 2),
            "slowest_commit_ms": round(1000 * self.slowest_commit_seconds, 1),
            "tailed": self.tailed,
            "notices": self.notices,
            "rechecks": self.rechecks,
            "refused": {str(code): count for code, count in sorted(self.refused.items())},
            "uptime_s": round(time.monotonic() - self.started),
        }

    def report(self) -> None:
        logger.info("live %s", " ".join(f"{name}={value}" for name, value in self.figures().items()))
