"""The session as calendars read it (RFC 5545): a reminder to come and ask, in UTC, so that each shows its own zone."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from cairn.core.clock import now
from cairn.questions.models import Session

PRODUCT = "-//Cairn//Questions//EN"
ONE_SITTING = timedelta(hours=12)  # a session that is no longer is one entry; of a longer one both ends are
ENTRY = timedelta(minutes=30)


def calendar_of(session: Session) -> bytes:
    """One entry for a short session; for one of days its opening and its last half hour. The first of both is the same
    entry, so that it moves in a calendar that has it, whichever length the hosts give the session.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    title, opens, closes = session.page.title, session.opens_at, session.closes_at
    if opens and closes and closes - opens <= ONE_SITTING:
        calendar.add_component(_entry(session, "session", title, (opens, closes)))
        return bytes(calendar.to_ical())
    if opens:
        calendar.add_component(_entry(session, "session", _("Questions open: %s") % title, (opens, opens + ENTRY)))
    if closes:
        calendar.add_component(_entry(session, "closing", _("Last questions: %s") % title, (closes - ENTRY, closes)))
    return bytes(calendar.to_ical())


def _entry(session: Session, what: str, summary: str, span: tuple[datetime, datetime]) -> Event:
    address = f"{settings.BASE_URL}{session.get_absolute_url()}"
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    entry = Event()
    entry.add("uid", f"ama-{session.pk}-{what}@{host}")
    entry.add("sequence", session.revision)
    entry.add("dtstamp", now())
    entry.add("dtstart", span[0])
    entry.add("dtend", span[1])
    entry.add("summary", summary)
    entry.add("description", _("Ask, and vote for what you want to see answered: %s") % address)
    entry.add("url", address)
    entry.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", timedelta(minutes=-15))
    entry.add_component(alarm)
    return entry
