"""Follows the events in a way that misses none, also where ids become visible out of order."""

import time
from collections.abc import Iterable

GAP_SECONDS = 60.0  # after which a missing id is taken for one that was rolled back


class EventCursor:
    """Every event up to `low` has been seen; `above` holds those seen beyond the first gap, and when."""

    def __init__(self, low: int) -> None:
        self.low = low
        self.above: dict[int, float] = {}

    def saw(self, event_ids: Iterable[int]) -> None:
        now = time.monotonic()
        self.above |= dict.fromkeys(event_ids, now)
        while self.above:
            lowest = min(self.above)
            if lowest != self.low + 1 and now - self.above[lowest] < GAP_SECONDS:
                return
            self.low = lowest
            del self.above[lowest]
