"""When a reviewer or a reader is reminded, and how long she has left: counted in her working time."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.core.clock import now
from cairn.feedback.models import Review
from cairn.people.hours import add_working, next_working, workday_of, working_time
from cairn.people.models import User
from cairn.people.zones import zone_of

HOUR = timedelta(hours=1)
BETWEEN = timedelta(days=1)  # two nudges, or two reminders to read
LONGEST = timedelta(days=366)


def again_at(last: datetime | None) -> datetime | None:
    """When somebody who was nudged or reminded at `last` can be again; None: now."""
    again = last + BETWEEN if last else None
    return again if again and again > now() else None


class Span(NamedTuple):
    """What she is asked for, from `start` to `due`."""

    user: User
    start: datetime
    due: datetime


def span_of(review: Review) -> Span:
    return Span(review.user, review.at, review.round.due_at)


def reminders(span: Span) -> dict[str, datetime]:
    """Kind → when she is to be reminded, in her working time: "half" and "day", those of the two that make sense.

    Within a working day there is nothing to remind of; within two the last day alone says it.
    """
    user, start, due = span
    total, day = working_time(user, start, due), workday_of(user)
    if total <= day:
        return {}
    last = next_working(user, add_working(user, start, total - day))
    half = next_working(user, add_working(user, start, total / 2))
    return {"half": half, "day": last} if half < last else {"day": last}


def due_reminder(span: Span, sent: set[str], moment: datetime) -> str:
    """Which reminder is due at `moment`, or "". After an outage the later one alone; never past the end, and not while
    she does not work, unless she will not work before the end."""
    if moment >= span.due:
        return ""
    late = [kind for kind, at in reminders(span).items() if at <= moment]
    kind = late[-1] if late else ""
    if not kind or kind in sent or (kind == "half" and "day" in sent):
        return ""
    awake = next_working(span.user, moment)
    return "" if moment < awake < span.due else kind


def time_left(user: User, moment: datetime, due_at: datetime) -> str:
    """ "3 working days left for you", "5 working hours left for you"; empty once it is over."""
    if moment >= due_at:
        return ""
    left, day = working_time(user, moment, due_at), workday_of(user)
    if left >= 2 * day:
        days = left // day
        return ngettext("%(n)d working day left for you", "%(n)d working days left for you", days) % {"n": days}
    hours = round(left / HOUR)
    if hours:
        return ngettext("%(n)d working hour left for you", "%(n)d working hours left for you", hours) % {"n": hours}
    return _("less than a working hour left for you") if left else _("it ends before you work again")


def usual_due(user: User, moment: datetime, days: int = 3) -> datetime:
    """The end of her working day, so many working days from now: what the form is filled with."""
    reached = add_working(user, moment, days * workday_of(user)).astimezone(zone_of(user))
    end = user.workday_end if user.workday_end > user.workday_start else time(17)
    due = datetime.combine(reached.date(), end, tzinfo=zone_of(user))
    return due if due > moment else due + timedelta(days=1)
