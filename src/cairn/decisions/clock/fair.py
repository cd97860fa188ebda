"""The fair clock: how many working hours each person has left, in her own zone, on her days, without her absences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.core.clock import now
from cairn.decisions.clock.people import asked, drivers, waited_for
from cairn.decisions.models import Decision
from cairn.decisions.roles import Roles
from cairn.decisions.room.slots import quarter_after
from cairn.people.absences import absences_to_come, away_until, read_absences
from cairn.people.hours import add_working, workday_of, working_time
from cairn.people.models import Absence, User
from cairn.people.zones import zone_of
from cairn.ui.lists import listed

HOUR = timedelta(hours=1)
SHOWN = 50  # people; a decision that asks more of them shows those with the least time


@dataclass(frozen=True)
class Left:
    """One person's clock. `left` is her working time until it is due; `needs` a working day of hers, for whoever is
    asked something; `there` is the due instant in her zone."""

    user: User
    roles: list[str]
    left: timedelta
    needs: timedelta
    there: datetime
    away_until: date | None
    away_next: Absence | None = None  # of somebody who is here today: the days away that are counted out

    @property
    def is_short(self) -> bool:
        return self.left < self.needs

    @property
    def words(self) -> str:
        """ "2 working hours", "3 working days"."""
        return span(self.left, workday_of(self.user))

    @property
    def there_words(self) -> str:
        """ "Friday 17:00", on her clock."""
        return date_format(self.there, "l H:i")

    @property
    def sentence(self) -> str:
        """ "Ana has 2 working hours", and why, when she is away."""
        words = _("%(name)s has %(time)s") % {"name": self.user.name, "time": self.words}
        return f"{words} ({self.away_words})" if self.away_words else words

    @property
    def away_words(self) -> str:
        """ "away until 4 December", "away on 25 November", "away from 25 to 27 November"; empty when she is there."""
        if self.away_until is not None:
            return _("away until %(day)s") % {"day": date_format(self.away_until, "j F")}
        if self.away_next is None:
            return ""
        first, last = self.away_next.first_day, self.away_next.last_day
        if first == last:
            return _("away on %(day)s") % {"day": date_format(first, "j F")}
        start = date_format(first, "j" if first.strftime("%Y%m") == last.strftime("%Y%m") else "j F")
        return _("away from %(first)s to %(last)s") % {"first": start, "last": date_format(last, "j F")}


def span(left: timedelta, day: timedelta) -> str:
    if left >= 2 * day:
        days = left // day
        return ngettext("%(n)d working day", "%(n)d working days", days) % {"n": days}
    hours = left // HOUR
    if hours:
        return ngettext("%(n)d working hour", "%(n)d working hours", hours) % {"n": hours}
    minutes = left // timedelta(minutes=1)
    if minutes:
        return ngettext("%(n)d working minute", "%(n)d working minutes", minutes) % {"n": minutes}
    return _("no working time")


@dataclass(frozen=True)
class FairClock:
    """Everybody with something to do, those with the least time first. Empty while there is no due instant."""

    roles: Roles
    due_at: datetime | None
    moment: datetime
    done: frozenset[int] = frozenset()  # who has spoken already: nobody is short of time for that

    @classmethod
    def of(cls, decision: Decision, roles: Roles) -> FairClock:
        """As it was saved. One query for who has spoken, one for absences."""
        waiting = {user.pk for user in waited_for(decision, roles)}
        spoken = frozenset(user.pk for user in asked(roles) if user.pk not in waiting)
        return cls(roles, decision.due_at, now(), spoken)

    @cached_property
    def people(self) -> list[Left]:
        if self.due_at is None or self.due_at <= self.moment:
            return []
        users = list(dict.fromkeys([*asked(self.roles), *drivers(self.roles)]))
        read_absences(users)
        return sorted((self._left(user) for user in users), key=lambda each: (each.left, each.user.name))[:SHOWN]

    @property
    def short(self) -> list[Left]:
        return [each for each in self.people if each.is_short and each.user.pk not in self.done]

    @property
    def warning(self) -> str:
        """ "Ana has 2 working hours and Ben has no working time (away until 4 December)"; empty when it is fair."""
        return listed([each.sentence for each in self.short])

    @property
    def fair_due(self) -> datetime | None:
        """The first instant by which everybody has had a working day; None when the due instant is fair already."""
        if not self.short:
            return None
        return quarter_after(max(add_working(each.user, self.moment, each.needs) for each in self.short))

    @property
    def fair_typed(self) -> str:
        """`fair_due` as a datetime-local field has it, in the reader's zone."""
        return timezone.localtime(self.fair_due).strftime("%Y-%m-%dT%H:%M") if self.fair_due else ""

    def of_user(self, user: User) -> Left | None:
        return next((each for each in self.people if each.user.pk == user.pk), None)

    @cached_property
    def _only_drive(self) -> set[int]:
        return {user.pk for user in drivers(self.roles)} - {user.pk for user in asked(self.roles)}

    def _left(self, user: User) -> Left:
        assert self.due_at is not None  # people
        mine, zone = self.roles.labels_of(user), zone_of(user)
        left = working_time(user, self.moment, self.due_at)
        today = self.moment.astimezone(zone).date()
        needs = timedelta() if user.pk in self._only_drive else workday_of(user)
        there = self.due_at.astimezone(zone)
        to_come = (each for each in absences_to_come(user, today) if today < each.first_day <= there.date())
        return Left(user, mine, left, needs, there, away_until(user, today), next(to_come, None))
