"""Hop in a room: called, moved, noted, ended or called off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Forbidden, Invalid
from cairn.decisions.access import can_escalate, can_take_notes
from cairn.decisions.clock.people import drivers
from cairn.decisions.guard import hold_room, lock, lock_room, refuse_decided
from cairn.decisions.models import AgendaItem, Decision, Escalation, Status
from cairn.decisions.roles import Roles, blind
from cairn.decisions.room.agenda import Point, holders_of, length_of, open_points
from cairn.decisions.room.body import body_of
from cairn.decisions.room.outcome import result_of
from cairn.decisions.room.slots import suggested_start
from cairn.pages.access import can_edit
from cairn.pages.models import TITLE_LENGTH, Page
from cairn.pages.operations import create_page, publish_page
from cairn.people.actors import SYSTEM, Actor, user_of
from cairn.people.models import User

MINUTES = range(5, 241)
FARTHEST = timedelta(days=366)
NOTES_LENGTH = 20_000


@dataclass(frozen=True)
class Meeting:
    """When, how long, and about which points (`Point.key`). What is None is suggested: the first time at which all
    work, as long as the points take, everything that is open."""

    starts_at: datetime | None = None
    minutes: int | None = None
    points: Sequence[str] | None = None


def escalate_decision(decision: Decision, *, by: Actor, meeting: Meeting | None = None) -> Escalation:
    """Call whoever holds what is open into a room: a page under the decision whose agenda is only that.

    Raises Invalid when nothing is open or the time is none, Conflict when a room is open already.
    """
    meeting = meeting or Meeting()
    with atomic():
        decision = lock(decision, by=by)
        refuse_decided(decision)
        if not can_escalate(by, decision):
            raise Forbidden(_("The Driver, Approvers and people who may edit this page call others into a room."))
        if decision.status != Status.RUNNING or decision.escalations.filter(ended_at=None, cancelled_at=None).exists():
            raise Conflict(_("There is a room already, or the decision does not run. Reload the page to see it."))
        roles = Roles.of(decision)
        points = chosen_points(decision, roles, meeting, by)
        host = host_of(decision, roles, by)
        people = [user for user in holders_of(points, host) if user not in blind([user], decision.page)]
        minutes = meeting.minutes or length_of(points)
        starts_at = meeting.starts_at or suggested_start(people, host, minutes, now(), decision.due_at)
        refuse_time(starts_at, minutes)
        room = Escalation.objects.create(
            decision=decision,
            page=page_for(decision, points, host, by),
            host=host,
            by=user_of(by),
            starts_at=starts_at,
            minutes=minutes,
        )
        room.invited.set(people)
        for point in points:
            AgendaItem.objects.create(
                escalation=room, kind=point.kind, person=point.person, thread=point.thread, words=point.words,
                minutes=point.minutes,
            )  # fmt: skip
        record("escalation.called", by=by, points=len(points), **facts(room))
    return room


def chosen_points(decision: Decision, roles: Roles, meeting: Meeting, by: Actor) -> list[Point]:
    """What is open, as far as it was chosen. Whoever is silent is on it once the time is over."""
    is_over = decision.due_at is not None and decision.due_at <= now()
    points = open_points(decision, roles, silence=is_over)
    if meeting.points is not None:
        points = [point for point in points if point.key in meeting.points]
    if not points:
        raise Invalid(
            _("Nothing is open that people would have to talk about. Wait for an answer, or decide."),
            fields={"points": _("Choose at least one point.")},
        )
    return points


def host_of(decision: Decision, roles: Roles, by: Actor) -> User:
    """Whoever calls; when silence did, the Driver, or whoever started it when nobody drives it any more."""
    caller = user_of(by)
    if caller is not None:
        return caller
    return next(iter(drivers(roles)), decision.start.by)


def page_for(decision: Decision, points: Sequence[Point], host: User, by: Actor) -> Page:
    """A page under the decision, published at once. An Approver who may not make pages here still gets her room."""
    maker = by if can_edit(by, decision.page) else SYSTEM
    title = (_("Room: %(title)s") % {"title": decision.page.title})[:TITLE_LENGTH]
    page = create_page(
        decision.page.space, by=maker, title=title, parent=decision.page, owner=host, body=body_of(decision, points)
    )
    publish_page(page, by=maker, minor=True)
    return page


def move_room(room: Escalation, *, by: User, starts_at: datetime, minutes: int) -> Escalation:
    """Another time or length; everybody invited gets the new invitation, which replaces the old one in calendars."""
    with atomic():
        room = hold_room(room, by=by)
        refuse_time(starts_at, minutes)
        if (room.starts_at, room.minutes) != (starts_at, minutes):
            room.starts_at, room.minutes, room.sequence = starts_at, minutes, room.sequence + 1
            room.save(update_fields=["starts_at", "minutes", "sequence"])
            record("escalation.moved", by=by, **facts(room))
            tell_room(room, by=by)
    return room


def cancel_room(room: Escalation, *, by: Actor) -> Escalation:
    """Call it off. Calendars take the entry out; the page stays."""
    with atomic():
        room = hold_room(room, by=by)
        room.cancelled_by, room.cancelled_at, room.sequence = user_of(by), now(), room.sequence + 1
        room.save(update_fields=["cancelled_by", "cancelled_at", "sequence"])
        record("escalation.cancelled", by=by, **facts(room))
        tell_room(room, by=by)
    return room


def end_room(room: Escalation, *, by: User) -> Escalation:
    """It took place: its notes, and what is settled by now, go into the decision's timeline."""
    with atomic():
        room = hold_room(room, by=by)
        room.ended_by, room.ended_at = by, now()
        room.save(update_fields=["ended_by", "ended_at"])
        record("escalation.ended", by=by, result=result_of(room), **facts(room))
        tell_room(room, by=by)
    return room


class StaleNotes(Conflict):
    """Somebody wrote meanwhile: `item` as it is now; what she typed is hers to put together with it."""

    def __init__(self, item: AgendaItem) -> None:
        super().__init__(_("Somebody wrote here while you were typing. Both texts are below. Put them together."))
        self.item = item


def note_point(item: AgendaItem, *, by: User, notes: str, revision: int) -> AgendaItem:
    """What was said about one point. Raises StaleNotes when it was not written on what `revision` stands for."""
    notes = notes.strip()
    if len(notes) > NOTES_LENGTH:
        raise Invalid(_("This is longer than %(n)d characters. Sum it up.") % {"n": NOTES_LENGTH})
    with atomic():
        room = lock_room(item.escalation, by=by)
        if not can_take_notes(by, room):
            raise Forbidden(_("Whoever is invited takes notes, until the room is ended."))
        item = room.agenda.get(pk=item.pk)
        if item.notes == notes:
            return item
        if item.revision != revision:
            raise StaleNotes(item)
        item.notes, item.revision = notes, item.revision + 1
        item.save(update_fields=["notes", "revision"])
        record("escalation.noted", by=by, point=item.pk, **(facts(room) | {"page_id": room.page_id}))
    return item


def tell_room(room: Escalation, *, by: Actor) -> None:
    """Something about it, or about a point of it, is different: it is told where the room is, whose readers look on."""
    page = room.page
    record("room.changed", by=by, space_id=page.space_id, page_id=page.pk, target_id=room.pk)


def refuse_time(starts_at: datetime, minutes: int) -> None:
    wrong = {}
    if not now() < starts_at < now() + FARTHEST:
        wrong["starts_at"] = _("Choose a time to come, within a year.")
    if minutes not in MINUTES:
        wrong["minutes"] = _("Between 5 minutes and 4 hours.")
    if wrong:
        raise Invalid(" ".join(wrong.values()), fields=wrong)


def facts(room: Escalation) -> dict[str, Any]:
    """What every event of a room says. It is told on the decision's page; `room` is where the room is."""
    decision = room.decision
    return {
        "space_id": decision.page.space_id,
        "page_id": decision.page_id,
        "target_id": room.pk,
        "room": room.page_id,
        "starts_at": room.starts_at.isoformat(),
        "minutes": room.minutes,
        "people": [{"user_id": pk, "role": "invited"} for pk in sorted(room.invited.values_list("pk", flat=True))],
    }
