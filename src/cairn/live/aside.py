"""Work that takes its time and that nobody waits for: the tail goes on beside it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

logger = logging.getLogger("cairn.live")


class Aside:
    """One piece of work at a time; what comes while it is under way is for the next look."""

    def __init__(self) -> None:
        self._task: asyncio.Task[None] | None = None

    @property
    def is_busy(self) -> bool:
        return self._task is not None and not self._task.done()

    def begin(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        if not self.is_busy:
            self._task = asyncio.create_task(self._run(work))

    def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    async def _run(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        try:
            await work()
        except Exception:
            logger.exception("Work beside the tail failed; the next look tries again")
