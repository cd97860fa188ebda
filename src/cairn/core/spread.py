"""What is usual among many values: the middle one, and between which the middle half lies. A mean would be what the few
longest make of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median, quantiles

FEWEST = 4  # for halves of halves to say anything


@dataclass(frozen=True)
class Spread:
    """`low` and `high` are the quartiles; None for fewer than four values."""

    count: int
    median: timedelta
    low: timedelta | None = None
    high: timedelta | None = None


def spread_of(values: Sequence[timedelta]) -> Spread | None:
    if not values:
        return None
    seconds = [value.total_seconds() for value in values]
    middle = timedelta(seconds=median(seconds))
    if len(seconds) < FEWEST:
        return Spread(len(seconds), middle)
    low, _middle, high = quantiles(seconds, n=4, method="inclusive")
    return Spread(len(seconds), middle, timedelta(seconds=low), timedelta(seconds=high))
