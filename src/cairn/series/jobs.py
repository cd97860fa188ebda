"""What comes by itself: the page of the next talk, the word before it, the end of an emergency access."""

import logging
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from django_tasks import task

from cairn.core.clock import now
from cairn.people.actors import SYSTEM
from cairn.people.hours import is_working, working_time
from cairn.people.models import User
from cairn.people.zones import today_of, zone_of
from cairn.series.models import Emergency, Series, Talk
from cairn.series.operations import end_emergency, make_talk, remind_of_talk
from cairn.series.rhythm import LEAD, Rhythm

logger = logging.getLogger("cairn.series")
DAY = timedelta(days=1)


def any_due() -> bool:
    """A day early for people far east; the job looks at each on its own clock."""
    today = now().date() + DAY
    return (
        Series.objects.due(today).exists()
        or Talk.objects.to_come(today - 2 * DAY).filter(on__lte=today + 7 * DAY).exists()
        or Emergency.objects.filter(ended_at=None, ends_at__lte=now()).exists()
    )


@task()
def look_at_series() -> None:
    """One that can't be done does not hold up the others."""
    for series in Series.objects.due(now().date() + DAY).with_people():
        today = today_of(series.person)
        if series.next_on <= today + LEAD[Rhythm(series.rhythm)]:
            _try(partial(make_talk, series, today, by=SYSTEM), f"Series {series.pk}")
    for talk in Talk.objects.to_come(now().date() - DAY).select_related("series__person", "series__lead", "page"):
        reminded = set(talk.reminders.values_list("user", flat=True))
        for user in (talk.series.person, talk.series.lead):
            if user.pk not in reminded and _is_time(talk.on, user):
                _try(partial(remind_of_talk, talk, user, by=SYSTEM), f"Talk {talk.pk}")
    for emergency in Emergency.objects.filter(ended_at=None, ends_at__lte=now()).select_related("pair__space", "by"):
        _try(partial(end_emergency, emergency, by=SYSTEM), f"Emergency {emergency.pk}")


def _is_time(on: date, user: User) -> bool:
    """On the last day of hers that she works before the talk, while she works; on the day itself at any hour."""
    at, today = now(), today_of(user)
    if today >= on:
        return today == on
    zone = zone_of(user)
    tomorrow, day_of_talk = (_midnight(day, zone) for day in (today + DAY, on))
    return is_working(user, at) and not working_time(user, tomorrow, day_of_talk)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.min, tzinfo=zone)


def _try(work: Callable[[], object], what: str) -> None:
    try:
        work()
    except Exception:
        logger.exception("%s could not be done", what)
