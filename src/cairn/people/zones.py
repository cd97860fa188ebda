"""Time zones that people choose from, and their working hours in them."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from cairn.core.clock import now
from cairn.people.absences import away_until
from cairn.people.models import User

AREAS = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")


@cache
def zones() -> list[str]:
    """Names of the IANA zones people live in, and UTC first."""
    return ["UTC", *sorted(name for name in available_timezones() if name.startswith(AREAS))]


@cache
def _known() -> frozenset[str]:
    return frozenset(available_timezones())


def is_zone(name: str) -> bool:
    return name in _known()


def zone_of(user: User) -> ZoneInfo:
    return ZoneInfo(user.time_zone if is_zone(user.time_zone) else "UTC")


def today_of(user: User) -> date:
    return now().astimezone(zone_of(user)).date()


@dataclass(frozen=True)
class LocalTime:
    """What time it is for somebody: `at` is in her zone; `until` and `from_` are "17:00", one of them or neither.

    `away_until` is the last day of her absence when she is away.
    """

    at: datetime
    works_now: bool
    until: str = ""
    from_: str = ""
    away_until: date | None = None

    @property
    def clock(self) -> str:
        """ "14:32", in her zone whatever the reader's is."""
        return self.at.strftime("%H:%M")


def local_time(user: User) -> LocalTime:
    """Her clock now, and whether she is at work by the hours she gave."""
    at = now().astimezone(zone_of(user))
    start, end = user.workday_start, user.workday_end
    away = away_until(user, at.date())
    if away is not None:
        return LocalTime(at, False, away_until=away)
    if str(at.isoweekday()) not in user.working_days:
        return LocalTime(at, False)
    clock = at.time()
    inside = start <= clock < end if start < end else clock >= start or clock < end
    if inside:
        return LocalTime(at, True, until=end.strftime("%H:%M"))
    return LocalTime(at, False, from_=start.strftime("%H:%M") if clock < start else "")
