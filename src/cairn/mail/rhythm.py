"""When may it be mailed? Pure: from what she chose and when it happened to the instant.

Nothing remembers a last digest: an instant follows from when a thing happened, so a worker that was away sends one
digest and not ten, and a change of zone or choice holds for all that still waits.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from cairn.mail.kinds import Kind
from cairn.mail.models import MailPreferences, Rhythm
from cairn.people.hours import next_working
from cairn.people.models import User
from cairn.people.zones import zone_of

DAY = timedelta(days=1)


def mail_at(user: User, prefs: MailPreferences, kind: Kind, at: datetime) -> datetime | None:
    """The first instant, not before `at`, at which what happened at `at` may be mailed; None: it is not to be."""
    rhythm = getattr(prefs, kind.name)
    if prefs.stopped_at is not None or rhythm == Rhythm.NONE:
        return None
    if rhythm == Rhythm.DAILY:
        return _next_hour(user, prefs, at, _workdays(user, prefs))
    if rhythm == Rhythm.WEEKLY:
        return _next_hour(user, prefs, at, str(prefs.digest_day))
    moment = _full_hour(user, at) if rhythm == Rhythm.HOURLY else at
    if kind.urgent and prefs.urgent_any_time:
        return moment
    return in_her_hours(user, prefs, moment)


def in_her_hours(user: User, prefs: MailPreferences, at: datetime) -> datetime:
    """`at`, or the first instant after it that is neither quiet nor, when she says so, outside her working hours."""
    for _ in range(14):  # quiet hours that leave nothing of any workday are refused when she sets them
        moment = next_working(user, at) if prefs.working_hours_only else at
        moment = _after_quiet(user, prefs, moment)
        if moment == at:
            break
        at = moment
    return at


def is_quiet(prefs: MailPreferences, clock: time) -> bool:
    start, end = prefs.quiet_from, prefs.quiet_to
    if start is None or end is None or start == end:
        return False
    return start <= clock < end if start < end else clock >= start or clock < end


def _after_quiet(user: User, prefs: MailPreferences, at: datetime) -> datetime:
    local = at.astimezone(zone_of(user))
    if not is_quiet(prefs, local.time()):
        return at
    assert prefs.quiet_to is not None
    day = local.date() if local.time() < prefs.quiet_to else local.date() + DAY
    return max(at, _instant(user, day, prefs.quiet_to))


def _full_hour(user: User, at: datetime) -> datetime:
    """The next full hour on her clock (which may stand at :30 in UTC)."""
    local = at.astimezone(zone_of(user))
    passed = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
    return at - passed + timedelta(hours=1)


def _next_hour(user: User, prefs: MailPreferences, at: datetime, weekdays: str) -> datetime:
    first = at.astimezone(zone_of(user)).date()
    for days in range(9):
        day = first + days * DAY
        moment = _instant(user, day, time(prefs.digest_hour))
        if moment > at and str(day.isoweekday()) in weekdays:
            return moment
    raise AssertionError("a week has seven days")


def _workdays(user: User, prefs: MailPreferences) -> str:
    days = "".join(day for day in user.working_days if day in "1234567")
    return days if prefs.working_hours_only and days else "1234567"


def _instant(user: User, day: date, clock: time) -> datetime:
    """In UTC. Of an hour that the clock repeats it is the first; one that it skips comes an hour later by the clock."""
    return datetime.combine(day, clock, tzinfo=zone_of(user)).astimezone(UTC)
