"""Instants in words: always in the reader's time zone (django's current one), with the zone named."""

from datetime import datetime, timedelta
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cairn.core import clock

WEEK = timedelta(days=7)
SOON = timedelta(days=2)


def local(instant: datetime) -> datetime:
    """The instant in the reader's zone. Raises ValueError for a datetime without a zone."""
    return timezone.localtime(instant)


def zone_name(instant: datetime) -> str:
    """The reader's zone as people write it: "CET", or "UTC+05:30" where there is no letter name."""
    moment = local(instant)
    name = moment.tzname() or ""
    return name if name.isalpha() else f"UTC{moment.isoformat()[-6:]}"


def exact(instant: datetime) -> str:
    """ "Friday 4 December 2026, 17:00 CET"."""
    moment = local(instant)
    return _exact(moment, str(moment.tzinfo), get_language())


@lru_cache(maxsize=4096)
def _exact(moment: datetime, zone: str, language: str | None) -> str:
    """The same words on every reading of a page. Instants of two zones may be equal: the zone is part of the key."""
    return f"{date_format(moment, 'l j F Y, H:i')} {zone_name(moment)}"


def _days_between(moment: datetime, now: datetime) -> int:
    return (moment.date() - now.date()).days


def relative(instant: datetime, now: datetime | None = None) -> str:
    """ "just now", "12 minutes ago", "yesterday 17:00", "Friday 17:00"; beyond a week the date."""
    now = local(now or clock.now())
    moment = local(instant)
    age = now - moment
    if timedelta(seconds=-60) < age < timedelta(minutes=1):
        return _("just now")
    if timedelta() < age < timedelta(hours=1):
        minutes = int(age.total_seconds() // 60)
        return ngettext("%(n)d minute ago", "%(n)d minutes ago", minutes) % {"n": minutes}
    if timedelta() < age < timedelta(hours=6):
        hours = int(age.total_seconds() // 3600)
        return ngettext("%(n)d hour ago", "%(n)d hours ago", hours) % {"n": hours}
    return _near_day(moment, now) or _date(moment, now)


def _near_day(moment: datetime, now: datetime) -> str:
    """Today, yesterday, tomorrow or the weekday within a week; empty beyond."""
    clock = date_format(moment, "H:i")
    days = _days_between(moment, now)
    near = {0: _("today %(time)s"), -1: _("yesterday %(time)s"), 1: _("tomorrow %(time)s")}
    if days in near:
        return near[days] % {"time": clock}
    if -7 < days < 7:
        return f"{date_format(moment, 'l')} {clock}"
    return ""


def _date(moment: datetime, now: datetime) -> str:
    return date_format(moment, "j F" if moment.year == now.year else "j F Y")


def when_words(instant: datetime, now: datetime | None = None) -> str:
    """ "Friday 17:00", beyond a week "4 December, 17:00": the day and the hour, for what somebody has to keep to."""
    now, moment = local(now or clock.now()), local(instant)
    return _near_day(moment, now) or f"{_date(moment, now)}, {date_format(moment, 'H:i')}"


def due_words(instant: datetime, now: datetime | None = None) -> str:
    """ "Due Friday 17:00 your time (CET)"; once it has passed "Was due yesterday 17:00 your time (CET)"."""
    now = local(now or clock.now())
    moment = local(instant)
    when = when_words(instant, now)
    words = _("Was due %(when)s your time (%(zone)s)") if moment < now else _("Due %(when)s your time (%(zone)s)")
    return words % {"when": when, "zone": zone_name(instant)}


def due_state(instant: datetime, now: datetime | None = None) -> str:
    """One of "overdue", "soon" (within two days) and "later"."""
    left = instant - (now or clock.now())
    if left < timedelta():
        return "overdue"
    return "soon" if left < SOON else "later"
