"""Calling people into a room: what is open, when, how long, as suggested or as typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cairn.core.clock import now
from cairn.core.errors import Invalid
from cairn.decisions.clock.due import due_of
from cairn.decisions.models import Decision, Escalation
from cairn.decisions.operations.escalate import Meeting
from cairn.decisions.roles import Roles
from cairn.decisions.room.agenda import Point, holders_of, length_of, open_points
from cairn.decisions.room.slots import suggested_start
from cairn.people.absences import read_absences
from cairn.people.hours import working_time
from cairn.people.models import User
from cairn.people.zones import zone_of
from cairn.ui.instants import exact

TYPED = "%Y-%m-%dT%H:%M"


@dataclass(frozen=True)
class Seat:
    """One person's own time of a meeting; `works` when it lies wholly within her hours."""

    user: User
    at: datetime
    works: bool

    @property
    def words(self) -> str:
        return date_format(self.at, "l H:i")


def seats(people: Sequence[User], starts_at: datetime, minutes: int) -> list[Seat]:
    read_absences(people)
    length = timedelta(minutes=minutes)
    return [
        Seat(user, starts_at.astimezone(zone_of(user)), working_time(user, starts_at, starts_at + length) == length)
        for user in people
    ]


class RoomForm:
    """`data` as typed; without any, what Cairn suggests."""

    def __init__(self, decision: Decision, host: User, data: QueryDict | None = None) -> None:
        self.decision, self.host, self.data = decision, host, data
        self.errors: dict[str, str] = {}

    def refused(self, error: Invalid) -> RoomForm:
        self.errors = {"": error.message} | error.fields
        return self

    @cached_property
    def points(self) -> list[Point]:
        is_over = self.decision.due_at is not None and self.decision.due_at <= now()
        return open_points(self.decision, Roles.of(self.decision), silence=is_over)

    @property
    def keeps_blocks(self) -> bool:
        """The agenda is a page that everybody reads, so it names no block of a blind decision, whoever calls."""
        return self.decision.is_blind

    @property
    def keys(self) -> list[str]:
        return [point.key for point in self.points] if self.data is None else self.data.getlist("points")

    @property
    def chosen(self) -> list[Point]:
        return [point for point in self.points if point.key in self.keys]

    @property
    def people(self) -> list[User]:
        return holders_of(self.chosen, self.host)

    @property
    def minutes(self) -> int | str:
        return length_of(self.chosen) if self.data is None else self.data.get("minutes", "")

    @cached_property
    def starts_at(self) -> str:
        if self.data is not None:
            return self.data.get("starts_at", "")
        at = suggested_start(self.people, self.host, length_of(self.chosen), now(), self.decision.due_at)
        return timezone.localtime(at).strftime(TYPED)

    @property
    def seats(self) -> list[Seat]:
        """Empty while the time can't be read."""
        try:
            at, minutes = time_of(self.starts_at, str(self.minutes))
        except Invalid:
            return []
        return seats(self.people, at, minutes)

    @property
    def late(self) -> str:
        """A word of warning where the meeting is not over when the decision is due; "" where it is, or it is overdue."""
        due_at = self.decision.due_at
        try:
            at, minutes = time_of(self.starts_at, str(self.minutes))
        except Invalid:
            return ""
        if due_at is None or due_at <= now() or at + timedelta(minutes=minutes) <= due_at:
            return ""
        words = _("The decision is due before this is over: %(due)s. Choose an earlier time, or move the due instant.")
        return words % {"due": exact(due_at)}

    def meeting(self) -> Meeting:
        at, minutes = time_of(self.starts_at, str(self.minutes))
        return Meeting(at, minutes, self.keys)


class MoveForm:
    """The time of a room that there is."""

    def __init__(self, room: Escalation, data: QueryDict | None = None, error: Invalid | None = None) -> None:
        typed = {"starts_at": timezone.localtime(room.starts_at).strftime(TYPED), "minutes": str(room.minutes)}
        self.starts_at = data.get("starts_at", "") if data else typed["starts_at"]
        self.minutes = data.get("minutes", "") if data else typed["minutes"]
        self.errors = error.fields if error else {}


def time_of(starts_at: str, minutes: str) -> tuple[datetime, int]:
    """As typed, in the reader's zone. Raises Invalid with the field's reason."""
    wrong: dict[str, str] = {}
    at = None
    try:
        at = due_of(starts_at)
    except Invalid as error:
        wrong["starts_at"] = error.message
    if not minutes.isdecimal() or len(minutes) > 4:
        wrong["minutes"] = _("How many minutes, in figures.")
    if at is None and not wrong.get("starts_at"):
        wrong["starts_at"] = _("Say when. Pick a day and an hour.")
    if at is None or wrong:
        raise Invalid(" ".join(wrong.values()), fields=wrong)
    return at, int(minutes)
