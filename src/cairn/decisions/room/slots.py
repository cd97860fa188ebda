"""When everybody who is invited works at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from cairn.people.absences import read_absences
from cairn.people.hours import next_working, working_time
from cairn.people.models import User

QUARTER = timedelta(minutes=15)
NOTICE = timedelta(hours=2)  # nobody is called in from one minute to the next
HORIZON = timedelta(days=14)


def common_slot(
    people: Sequence[User], minutes: int, moment: datetime, until: datetime | None = None
) -> datetime | None:
    """The first quarter of an hour, with two hours' notice, from which all work for `minutes`; None in two weeks, or
    where it would not be over by `until`."""
    read_absences(people)
    length = timedelta(minutes=minutes)
    last = min(moment + HORIZON, (until or moment + HORIZON + length) - length)
    at = quarter_after(moment + NOTICE)
    while at <= last:
        ready = quarter_after(max((next_working(person, at) for person in people), default=at))
        if ready > at:
            at = ready
        elif all(working_time(person, at, at + length) == length for person in people):
            return at
        else:
            at += QUARTER
    return None


def suggested_start(
    people: Sequence[User], host: User, minutes: int, moment: datetime, due_at: datetime | None
) -> datetime:
    """The first slot for all before it is due; where there is none, before then in the host's hours, or any time that
    leaves notice. Once it is due, or too near to that: the first slot for all, or the next hour in which the host works."""
    if due_at is not None and due_at > moment:
        found = common_slot(people, minutes, moment, due_at) or common_slot([host], minutes, moment, due_at)
        last = due_at - timedelta(minutes=minutes)
        if found is not None or last >= (first := quarter_after(moment + NOTICE)):
            return found or first
    return common_slot(people, minutes, moment) or quarter_after(next_working(host, moment + NOTICE))


def quarter_after(moment: datetime) -> datetime:
    """`moment`, or the next full quarter of an hour (zones are apart by quarters)."""
    over = timedelta(minutes=moment.minute % 15, seconds=moment.second, microseconds=moment.microsecond)
    return moment if not over else moment - over + QUARTER
