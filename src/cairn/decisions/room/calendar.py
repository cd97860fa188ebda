"""The invitation to a room, as calendars read it (RFC 5545, and RFC 5546 for what a mail does with it)."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress

from cairn.core.clock import now
from cairn.decisions.models import Escalation
from cairn.decisions.room.agenda import kind_words
from cairn.people.models import User

PRODUCT = "-//Cairn//Decisions//EN"


def uid_of(room: Escalation) -> str:
    """The same for ever: by it a calendar knows that a change or a cancellation is of the entry it has."""
    return f"room-{room.pk}@{urlsplit(settings.BASE_URL).hostname or 'localhost'}"


def method_of(room: Escalation) -> str:
    return "CANCEL" if room.cancelled_at else "REQUEST"


def invitation(room: Escalation) -> bytes:
    """METHOD:REQUEST, or CANCEL once it was called off, in UTC, so that each calendar shows its own zone."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method_of(room))
    calendar.add_component(_entry(room))
    return bytes(calendar.to_ical())


def _entry(room: Escalation) -> Event:
    address = f"{settings.BASE_URL}{room.page.get_absolute_url()}"
    entry = Event()
    entry.add("uid", uid_of(room))
    entry.add("sequence", room.sequence)
    entry.add("dtstamp", now())
    entry.add("dtstart", room.starts_at)
    entry.add("dtend", room.ends_at)
    entry.add("summary", room.page.title)
    entry.add("description", f"{_agenda(room)}\n\n{address}")
    entry.add("url", address)
    entry.add("status", "CANCELLED" if room.cancelled_at else "CONFIRMED")
    entry.add("organizer", _address(room.host))
    for user in room.invited.order_by("name"):
        attendee = _address(user)
        attendee.params["role"] = "REQ-PARTICIPANT"
        attendee.params["partstat"] = "ACCEPTED" if user.pk == room.host_id else "NEEDS-ACTION"
        entry.add("attendee", attendee, encode=False)
    return entry


def _agenda(room: Escalation) -> str:
    lines = [_("Only what is open, %(n)d minutes:") % {"n": room.minutes}]
    for number, item in enumerate(room.agenda.select_related("person"), start=1):
        what = f"{kind_words(item.kind, room.decision.definition)}, {item.person.name}"
        lines.append(f"{number}. {what}: {item.words}" if item.words else f"{number}. {what}")
    return "\n".join(lines)


def _address(user: User) -> vCalAddress:
    address = vCalAddress(f"MAILTO:{user.email}")
    address.params["cn"] = user.name
    return address
