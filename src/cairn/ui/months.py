"""The last months as a row of a chart or table, in the reader's zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.formats import date_format

from cairn.core.clock import now
from cairn.ui.instants import local

MONTHS = 12


@dataclass(frozen=True)
class Month:
    key: tuple[int, int]  # year and month, as `month_of` has them
    label: str  # "Nov"
    title: str  # "November 2026"


def month_of(instant: datetime) -> tuple[int, int]:
    moment = local(instant)
    return moment.year, moment.month


def last_months(count: int = MONTHS) -> list[Month]:
    """This month and those before it, the oldest first."""
    day, found = local(now()).replace(day=1), []
    for _step in range(count):
        found.append(Month((day.year, day.month), date_format(day, "M"), date_format(day, "F Y")))
        day = (day - timedelta(days=1)).replace(day=1)
    return found[::-1]
