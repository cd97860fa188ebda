"""When something that is put off comes back: instants of her own day and working hours."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from django.utils.translation import gettext as _

from cairn.people.hours import is_working, next_working
from cairn.people.models import User
from cairn.people.zones import zone_of

LATER = timedelta(hours=3)
HALF_HOUR = timedelta(minutes=30)


@dataclass(frozen=True)
class Choice:
    label: str
    until: datetime


def choices(user: User, at: datetime) -> list[Choice]:
    """Later today while she still works then, her next morning, and the Monday after (or the day her week begins)."""
    zone = zone_of(user)
    local = at.astimezone(zone)
    tomorrow = _midnight(user, at, days=1)
    morning = next_working(user, tomorrow)
    monday = next_working(user, _midnight(user, at, days=8 - local.isoweekday()))
    found = []
    later = _rounded(at + LATER)
    if not is_working(user, later):
        later = _rounded(at + timedelta(hours=1))
    if is_working(user, later) and later < tomorrow:
        found.append(Choice(_("Later today"), later))
    is_tomorrow = morning.astimezone(zone).date() == local.date() + timedelta(days=1)
    found.append(Choice(_("Tomorrow morning") if is_tomorrow else _("Your next working day"), morning))
    if monday != morning:
        found.append(Choice(_("Monday") if monday.astimezone(zone).isoweekday() == 1 else _("Next week"), monday))
    return found


def typed(user: User, text: str) -> datetime | None:
    """What a date-time field holds ("2026-11-24T09:00"), on the clock of her zone; None for what is no instant."""
    try:
        found = datetime.fromisoformat(text)
        return found.replace(tzinfo=found.tzinfo or zone_of(user)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _midnight(user: User, at: datetime, *, days: int) -> datetime:
    zone = zone_of(user)
    day = at.astimezone(zone).date() + timedelta(days=days)
    return datetime.combine(day, time(0), tzinfo=zone).astimezone(UTC)


def _rounded(at: datetime) -> datetime:
    """Up to the next half hour."""
    over = timedelta(minutes=at.minute % 30, seconds=at.second, microseconds=at.microsecond)
    return at - over + HALF_HOUR if over else at
