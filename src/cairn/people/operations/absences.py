"""When she is away: what reminders, clocks and those who ask her go by."""

from datetime import date

from django.utils.translation import gettext as _

from cairn.core.db import atomic
from cairn.core.errors import Forbidden, Invalid
from cairn.people.absences import LONGEST, forget_absences
from cairn.people.access import can_change_profile
from cairn.people.events import record
from cairn.people.models import Absence, User
from cairn.people.zones import today_of

NOTE_LENGTH = 120
MOST = 50  # to come, of one person


@atomic
def add_absence(person: User, *, by: User, first_day: date, last_day: date, note: str = "") -> Absence:
    """She is away from `first_day` to `last_day`, both included, on the calendar of her zone.

    Her own word, or an admin's for somebody who can't say it. Raises Invalid for days that are over or upside down.
    """
    _check_right(person, by)
    note = " ".join(note.split())
    _check(person, first_day, last_day, note)
    absence = Absence.objects.create(user=person, first_day=first_day, last_day=last_day, note=note, by=by)
    record("absence.added", by=by, target_id=person.pk, label=person.name, **_days(absence))
    forget_absences(person)
    return absence


@atomic
def remove_absence(absence: Absence, *, by: User) -> None:
    """She is there after all."""
    person = absence.user
    _check_right(person, by)
    record("absence.removed", by=by, target_id=person.pk, label=person.name, **_days(absence))
    absence.delete()
    forget_absences(person)


def _days(absence: Absence) -> dict[str, str]:
    return {"first_day": absence.first_day.isoformat(), "last_day": absence.last_day.isoformat()}


def _check_right(person: User, by: User) -> None:
    if not can_change_profile(by, person):
        raise Forbidden(_("Only %(name)s and admins say when %(name)s is away.") % {"name": person.name})


def _check(person: User, first_day: date, last_day: date, note: str) -> None:
    wrong: dict[str, str] = {}
    today = today_of(person)
    if last_day < first_day:
        wrong["last_day"] = _("The last day comes before the first. Choose the same day or a later one.")
    elif last_day < today:
        wrong["last_day"] = _("These days are over. Choose days to come.")
    elif last_day - first_day > LONGEST:
        wrong["last_day"] = _("This is longer than three years. Choose an earlier day; you can add more later.")
    elif person.absences.filter(last_day__gte=today).count() >= MOST:
        wrong["first_day"] = _("There are %(n)d absences already. Take some back first.") % {"n": MOST}
    if len(note) > NOTE_LENGTH:
        wrong["note"] = _("At most %(n)d characters.") % {"n": NOTE_LENGTH}
    if wrong:
        raise Invalid(_("Nothing is changed yet. Put right what is marked."), fields=wrong)
