"""When people are away. Read once for each person; `read_absences` reads them for many at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db.models import prefetch_related_objects

from cairn.people.models import Absence, User

LONGEST = timedelta(days=3 * 366)


def read_absences(people: Iterable[User]) -> None:
    """Read the absences of all who have not had theirs read yet: one query, and none afterwards."""
    prefetch_related_objects([person for person in people if person.pk], "absences")


def absences_of(person: User) -> Sequence[Absence]:
    """Hers, the earliest first; past ones too."""
    if not person.pk:
        return ()
    read_absences([person])
    return list(person.absences.all())


def absences_to_come(person: User, today: date) -> list[Absence]:
    """Those that last `today` (her own), and those that begin later."""
    return [each for each in absences_of(person) if each.last_day >= today]


def forget_absences(person: User) -> None:
    """After a change: the next to ask reads them anew."""
    getattr(person, "_prefetched_objects_cache", {}).pop("absences", None)


def away_until(person: User, day: date) -> date | None:
    """The last of the days on end, from `day` on, that she is away; None when she is there on `day`."""
    last: date | None = None
    for absence in absences_of(person):
        if absence.first_day <= (last + timedelta(days=1) if last else day) and day <= absence.last_day:
            last = max(last, absence.last_day) if last else absence.last_day
    return last
