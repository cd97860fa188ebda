"""What somebody typed as the due instant, and what is wrong with it, in words she can use."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cairn.core.errors import Invalid

LENGTH_OF_A_DAY = len("2026-11-23")


def due_of(text: str) -> datetime | None:
    """The instant in the reader's zone; None for nothing. Raises Invalid (field `due_at`) for what is no instant: no
    date at all, an hour that the clock skips there, one that it has twice.
    """
    typed = _parsed(text.strip())
    if typed is None:
        return None
    zone = timezone.get_current_timezone()
    first, second = (typed.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return first
    words = {"time": f"{typed:%H:%M}", "day": date_format(typed, "j F Y"), "zone": str(zone)}
    if first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != typed:
        words["next"] = f"{after_the_jump(typed, zone):%H:%M}"
        _refuse(
            _("On %(day)s the clock in %(zone)s jumps over %(time)s: there is no such time. Pick %(next)s or later.")
            % words
        )
    _refuse(_("On %(day)s the clock in %(zone)s shows %(time)s twice. Pick a time before or after that hour.") % words)
    return None


def after_the_jump(typed: datetime, zone: ZoneInfo | object) -> datetime:
    """The first wall clock time after the gap that `typed` lies in."""
    at = typed
    while True:
        at += timedelta(minutes=15)
        at = at.replace(minute=at.minute - at.minute % 15, second=0)
        local = at.replace(tzinfo=zone)  # type: ignore[arg-type]
        if local.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == at:  # type: ignore[arg-type]
            return at


def _parsed(text: str) -> datetime | None:
    if not text:
        return None
    try:
        typed: datetime | None = datetime.fromisoformat(text)
    except ValueError:
        typed = None
    if typed is not None and len(text) > LENGTH_OF_A_DAY and typed.tzinfo is None and MINYEAR < typed.year < MAXYEAR:
        return typed
    _refuse(_("This is no day and hour we can read. Pick them from the calendar."))
    return None


def _refuse(words: str) -> None:
    raise Invalid(words, fields={"due_at": words})
