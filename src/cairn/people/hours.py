"""Somebody's working time: what "half the time is over" and "a day before" are counted in.

Days and hours are those of her profile, on the clock of her zone; a shift over midnight belongs to the day it begins.
Where the clock jumps, time is what really passes. Whoever has chosen no working days is at work whenever asked. On the
days of an absence nobody is.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from cairn.people.absences import absences_of
from cairn.people.models import User
from cairn.people.zones import zone_of

DAY = timedelta(days=1)
WEEKDAYS = frozenset("1234567")


def working_time(user: User, start: datetime, end: datetime) -> timedelta:
    """How much of the time from `start` to `end` she works; nothing when `end` is not after `start`."""
    if end <= start:
        return timedelta()
    if _is_always_at_work(user):
        return end - start
    total = timedelta()
    for begins, ends in _shifts(user, start):
        if begins >= end:
            break
        total += max(min(ends, end) - max(begins, start), timedelta())
    return total


def is_working(user: User, at: datetime) -> bool:
    return next_working(user, at) == at


def next_working(user: User, at: datetime) -> datetime:
    """`at` when she works then, else the instant she starts again."""
    return at if _is_always_at_work(user) else max(at, next(begins for begins, _ends in _shifts(user, at)))


def add_working(user: User, start: datetime, duration: timedelta) -> datetime:
    """The first instant by which she has worked for `duration` since `start`."""
    if duration <= timedelta() or _is_always_at_work(user):
        return start + max(duration, timedelta())
    left = duration
    for begins, ends in _shifts(user, start):
        begins = max(begins, start)
        if left <= ends - begins:
            return begins + left
        left -= ends - begins
    raise AssertionError("the calendar has no end")


def workday_of(user: User) -> timedelta:
    """How long a day's work is by her profile, wherever the clock jumps."""
    start, end = (datetime.combine(date.min, at) for at in (user.workday_start, user.workday_end))
    return end - start if end > start else end + DAY - start


def _has_days(user: User) -> bool:
    return not WEEKDAYS.isdisjoint(user.working_days)


def _is_always_at_work(user: User) -> bool:
    return not _has_days(user) and not absences_of(user)


def _shifts(user: User, after: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Her shifts that end after `after`, in order and apart, each as (start, end) in UTC."""
    zone, absences = zone_of(user), absences_of(user)
    days, opens, closes = user.working_days, user.workday_start, user.workday_end
    if not _has_days(user):
        days, opens, closes = "1234567", time.min, time.min
    day = after.astimezone(zone).date() - 2 * DAY
    free = datetime.min.replace(tzinfo=UTC)
    overnight = DAY if closes <= opens else timedelta()
    while True:
        if str(day.isoweekday()) in days and not any(each.first_day <= day <= each.last_day for each in absences):
            begins = max(_instant(day, opens, zone, fold=0), free)
            ends = _instant(day + overnight, closes, zone, fold=1)
            if ends > max(begins, after):
                yield begins, ends
                free = ends
        day += DAY


def _instant(day: date, clock: time, zone: ZoneInfo, *, fold: int) -> datetime:
    """The instant in UTC. Of an hour the clock repeats the first or (`fold`) the second; one it skips is the jump."""
    local = datetime.combine(day, clock, tzinfo=zone)
    first, second = (local.replace(fold=each).astimezone(UTC) for each in (0, 1))
    if first <= second:
        return second if fold else first
    # `first` is past the jump and `second` before it: halve until the jump itself is found, to the second.
    before, after = second, first
    offset = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before) // timedelta(seconds=2))
        before, after = (middle, after) if middle.astimezone(zone).utcoffset() == offset else (before, middle)
    return after
