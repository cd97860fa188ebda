"""What is done at the end of a turn of the event loop: once each, in one pass, in the order it was asked for."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

logger = logging.getLogger("cairn.live")


class Turn:
    """One for everybody: a handle of the loop's own for each room and socket costs more than what they do."""

    __slots__ = ("_work",)

    def __init__(self) -> None:
        self._work: list[Callable[[], None]] = []

    def end(self, work: Callable[[], None]) -> None:
        """Do `work` when all that came in during this turn is taken in."""
        if not self._work:
            asyncio.get_running_loop().call_soon(self._run)
        self._work.append(work)

    def _run(self) -> None:
        done, self._work = self._work, []
        for work in done:
            try:
                work()
            except Exception:
                logger.exception("What was to be done at the end of a turn failed")
