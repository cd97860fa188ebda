"""An instant as a person says it: "12 October, 5 pm EST". What may mean two instants is asked back, never guessed.

Abbreviations of zones are not unique, and people say "EST" in October and mean the clock of New York, which then shows
EDT. So what was said becomes every instant that it can mean; with one it is understood, with more she chooses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _

from cairn.core.clock import now
from cairn.core.errors import Invalid
from cairn.people.zones import is_zone
from cairn.ui.instants import exact

LONGEST = 80
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Abbreviation → what it may stand for: a place whose clock it is at some time of the year, and its hours from UTC.
ZONES: dict[str, list[tuple[str, float | None]]] = {
    "est": [("America/New_York", -5)],
    "edt": [("America/New_York", -4)],
    "cst": [("America/Chicago", -6), ("Asia/Shanghai", 8)],
    "cdt": [("America/Chicago", -5)],
    "mst": [("America/Denver", -7)],
    "mdt": [("America/Denver", -6)],
    "pst": [("America/Los_Angeles", -8)],
    "pdt": [("America/Los_Angeles", -7)],
    "gmt": [("Europe/London", 0)],
    "bst": [("Europe/London", 1)],
    "wet": [("Europe/Lisbon", 0)],
    "west": [("Europe/Lisbon", 1)],
    "cet": [("Europe/Berlin", 1)],
    "cest": [("Europe/Berlin", 2)],
    "mez": [("Europe/Berlin", 1)],
    "mesz": [("Europe/Berlin", 2)],
    "eet": [("Europe/Helsinki", 2)],
    "eest": [("Europe/Helsinki", 3)],
    "ist": [("Asia/Kolkata", 5.5), ("Asia/Jerusalem", 2), ("Europe/Dublin", 1)],
    "jst": [("Asia/Tokyo", 9)],
    "aest": [("Australia/Sydney", 10)],
    "aedt": [("Australia/Sydney", 11)],
    "et": [("America/New_York", None)],
    "ct": [("America/Chicago", None)],
    "mt": [("America/Denver", None)],
    "pt": [("America/Los_Angeles", None)],
    "utc": [("UTC", 0)],
    "z": [("UTC", 0)],
}
ISO = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})")
DOTTED = re.compile(r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.(?:\s?(?P<y>\d{4}))?")
DAY_FIRST = re.compile(r"(?P<d>\d{1,2})(?:st|nd|rd|th)?\.?\s+(?:of\s+)?(?P<month>[a-z]{3,9})\.?(?:,?\s+(?P<y>\d{4}))?")
MONTH_FIRST = re.compile(r"(?P<month>[a-z]{3,9})\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(?P<y>\d{4}))?(?![:\d])")
CLOCK = re.compile(r"(?<![\d:+-])(?P<h>\d{1,2})(?::(?P<min>\d{2}))?\s*(?P<half>am|pm|a\.m\.|p\.m\.|h|uhr)?(?![\d:])")
NAMED = {"noon": time(12), "midnight": time(0), "midday": time(12)}


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that was perhaps meant: `label` says it on the clock of the place, `yours` on the reader's."""

    at: datetime
    label: str

    @property
    def yours(self) -> str:
        return exact(self.at)

    @property
    def value(self) -> str:
        return self.at.astimezone(UTC).isoformat()


class AsksBack(Invalid):
    """A question, not a mistake: sent again with one of the choices, it goes through."""

    def __init__(self, message: str, choices: list[Choice], field: str) -> None:
        super().__init__(message, fields={field: message})
        self.choices, self.field = choices, field


def instant_of(said: str, field: str, *, chosen: str = "", ends: bool = True) -> datetime | None:
    """The instant in UTC; None for nothing said. A day alone is its last minute (its first, unless it `ends` something).

    `chosen` is the value of the choice that she made. Raises Invalid, or AsksBack with what it may mean.
    """
    text = " ".join(said.lower().replace("\u202f", " ").split())[:LONGEST]
    if not text:
        return None
    choices = _meanings(text, field, ends)
    for choice in choices:
        if choice.value == chosen or len(choices) == 1:
            return choice.at.astimezone(UTC)
    names = _(" or ").join(choice.label.split(" (")[0] for choice in choices)
    raise AsksBack(
        _("“%(said)s” can mean %(n)d instants: %(names)s?") % {"said": said.strip(), "n": len(choices), "names": names},
        choices,
        field,
    )


def _meanings(text: str, field: str, ends: bool) -> list[Choice]:
    words, places = _zone(text)
    day, rest = _day(words, field)
    at = _clock(rest, field, ends)
    found: dict[datetime, Choice] = {}
    for place, hours in places or [(str(get_current_timezone()), None)]:
        local = datetime.combine(day, at)
        for choice in _on_clock(local, place, hours, field):
            found.setdefault(choice.at.astimezone(UTC), choice)
    return list(found.values())


def _on_clock(local: datetime, place: str, hours: float | None, field: str) -> list[Choice]:
    """What the words say on the place's clock that day, and where the abbreviation is another clock, on that one."""
    zone = ZoneInfo(place)
    there = [local.replace(tzinfo=zone, fold=fold) for fold in (0, 1)]
    if there[0].astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local:
        words = _("On %(day)s the clock in %(zone)s jumps over %(time)s: there is no such time. Say another.")
        facts = {"day": date_format(local, "j F Y"), "zone": place, "time": f"{local:%H:%M}"}
        raise Invalid(words % facts, fields={field: words % facts})
    choices = [Choice(each, f"{each:%H:%M} {each.tzname()} ({_place(place)})") for each in _distinct(there)]
    if hours is not None and all(each.at.utcoffset() != timedelta(hours=hours) for each in choices):
        fixed = local.replace(tzinfo=timezone(timedelta(hours=hours)))
        name = fixed.strftime("UTC%z").replace("UTC+0000", "UTC")
        choices.append(
            Choice(
                fixed,
                _("%(time)s %(name)s, whatever clocks there show (%(place)s)")
                % {
                    "time": f"{local:%H:%M}",
                    "name": f"{name[:6]}:{name[6:]}" if len(name) > 6 else name,
                    "place": _place(place),
                },
            )
        )
    return choices


def _distinct(two: list[datetime]) -> list[datetime]:
    return two[:1] if two[0].utcoffset() == two[1].utcoffset() else two


def _place(zone: str) -> str:
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def _zone(text: str) -> tuple[str, list[tuple[str, float | None]]]:
    """The words without the zone, and what it may be; nothing where none was said."""
    offset = re.search(r"(?:utc|gmt)?([+-])(\d{1,2})(?::?(\d{2}))?$", text)
    if offset and ("utc" in text or "gmt" in text or re.search(r"t?\d:\d\d(?::\d\d)?[+-]", text)):
        hours = (int(offset[2]) + int(offset[3] or 0) / 60) * (1 if offset[1] == "+" else -1)
        if abs(hours) <= 14:
            return text[: offset.start()], [(f"Etc/GMT{-int(hours):+d}" if hours == int(hours) else "UTC", hours)]
    for word in text.replace("(", " ").replace(")", " ").replace(",", " ").split():
        if word in ZONES:
            return _without(text, word), ZONES[word]
        named = "/".join("_".join(part.capitalize() for part in piece.split("_")) for piece in word.split("/"))
        if "/" in word and is_zone(named):
            return _without(text, word), [(named, None)]
    return text, []


def _without(text: str, word: str) -> str:
    return re.sub(rf"[\s,(]*(?<!\w){re.escape(word)}(?!\w)\)?", " ", text).strip()


def _day(text: str, field: str) -> tuple[date, str]:
    """The day, and the words that are left. Without a year the next such day."""
    today = now().astimezone(get_current_timezone()).date()
    for word, days in (("today", 0), ("tomorrow", 1)):
        if word in text:
            return today + timedelta(days=days), text.replace(word, " ")
    for form in (ISO, DOTTED, DAY_FIRST, MONTH_FIRST):
        for match in form.finditer(text):
            if (month := _month(match.groupdict())) is None:
                continue
            rest = text[: match.start()] + " " + text[match.end() :].removeprefix("t")
            return _of(match["y"], month, int(match["d"]), today, field), rest
    words = _("We can’t read a day in this. Say it like “12 October 2026, 17:00” or “2026-10-12 17:00”.")
    raise Invalid(words, fields={field: words})


def _month(found: dict[str, str | None]) -> int | None:
    if "m" in found:
        return int(found["m"] or 0)
    name = (found.get("month") or "")[:3]
    return MONTHS.index(name) + 1 if name in MONTHS else None


def _of(year: str | None, month: int, day: int, today: date, field: str) -> date:
    try:
        if year:
            return date(int(year), month, day)
        this = date(today.year, month, day)
        return this if this >= today else date(today.year + 1, month, day)
    except ValueError:
        words = _("There is no such day. Say it like “12 October 2026, 17:00”.")
        raise Invalid(words, fields={field: words}) from None


def _clock(text: str, field: str, ends: bool) -> time:
    rest = text.strip(" ,.;@")
    for word, at in NAMED.items():
        if word in rest:
            return at
    match = CLOCK.search(rest)
    if match is None:
        if re.search(r"\d", rest):
            _no_clock(field)
        return time(23, 59) if ends else time(0)
    hour, half = int(match["h"]), (match["half"] or "").replace(".", "")
    if half in ("am", "pm"):
        hour = hour % 12 + (12 if half == "pm" else 0) if 1 <= hour <= 12 else 99
    elif match["min"] is None and not half:
        _no_clock(field)
    if hour > 23 or int(match["min"] or 0) > 59:
        _no_clock(field)
    return time(hour, int(match["min"] or 0))


def _no_clock(field: str) -> None:
    words = _("We can’t read the time of day in this. Say it like “17:00” or “5 pm”.")
    raise Invalid(words, fields={field: words})
