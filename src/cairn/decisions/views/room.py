"""Hop in a room: the form, and the room itself."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cairn.core.errors import Forbidden, Invalid
from cairn.decisions.access import can_escalate
from cairn.decisions.loaders import decision_for, point_of, room_for
from cairn.decisions.models import Escalation
from cairn.decisions.operations import cancel_room, end_room, escalate_decision, move_room, note_point
from cairn.decisions.operations.escalate import StaleNotes
from cairn.decisions.room.calendar import invitation
from cairn.decisions.room.form import MoveForm, RoomForm, time_of
from cairn.decisions.room.screen import RoomScreen
from cairn.decisions.views.answers import partial, screen_of
from cairn.people.http import signed_in


def prepare(request: HttpRequest, pk: int) -> HttpResponse:
    """The form: as suggested, or (asked with fields) as they are being typed."""
    found, user = decision_for(signed_in(request), pk), signed_in(request)
    if not can_escalate(user, found):
        raise Forbidden(_("The Driver, Approvers and people who may edit this page call others into a room."))
    form = RoomForm(found, user, request.GET if "starts_at" in request.GET else None)
    return partial(request, "_room_form", {"screen": screen_of(request, found), "room_form": form})


def call(request: HttpRequest, pk: int) -> HttpResponse:
    found, user = decision_for(signed_in(request), pk), signed_in(request)
    if not can_escalate(user, found):
        raise Forbidden(_("The Driver, Approvers and people who may edit this page call others into a room."))
    form = RoomForm(found, user, request.POST)
    try:
        room = escalate_decision(found, by=user, meeting=form.meeting())
    except Invalid as error:
        context = {"screen": screen_of(request, found), "room_form": form.refused(error)}
        return partial(request, "_room_form", context, 422)
    return _to(request, room)


def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Its page; to htmx the room as it is now, for the part that asks."""
    room = room_for(signed_in(request), pk)
    if request.headers.get("HX-Request") == "true":
        return _room(request, room)
    return redirect(room.page.get_absolute_url())


def move(request: HttpRequest, pk: int) -> HttpResponse:
    room = room_for(signed_in(request), pk)
    try:
        starts_at, minutes = time_of(request.POST.get("starts_at", ""), request.POST.get("minutes", ""))
        moved = move_room(room, by=signed_in(request), starts_at=starts_at, minutes=minutes)
    except Invalid as error:
        return _room(request, room, 422, move_form=MoveForm(room, request.POST, error))
    return _to(request, moved)


def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    return _to(request, cancel_room(room_for(signed_in(request), pk), by=signed_in(request)))


def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Its result is told in the decision, so she goes there."""
    room = end_room(room_for(signed_in(request), pk), by=signed_in(request))
    return _to(request, room, f"{room.decision.get_absolute_url()}#timeline")


def note(request: HttpRequest, pk: int, point_pk: int) -> HttpResponse:
    """A stale save is 409 with both texts in the place of the point."""
    point = point_of(room_for(signed_in(request), pk), point_pk)
    typed, revision = request.POST.get("notes", ""), request.POST.get("revision", "")
    try:
        saved = note_point(point, by=signed_in(request), notes=typed, revision=_number(revision))
    except StaleNotes as stale:
        return _point(request, stale.item.pk, point.escalation, 409, typed=typed, error=stale.message)
    except Invalid as error:
        return _point(request, point.pk, point.escalation, 422, typed=typed, error=error.message)
    return _point(request, saved.pk, point.escalation, saved="1")


def download(request: HttpRequest, pk: int) -> HttpResponse:
    """The entry for a calendar, as the mail has it."""
    answer = HttpResponse(invitation(room_for(signed_in(request), pk)), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="room.ics"'
    return answer


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else -1


def _room(request: HttpRequest, room: Escalation, status: int = 200, **more: Any) -> HttpResponse:
    context = {"room_screen": RoomScreen(room, signed_in(request)), "move_form": MoveForm(room), **more}
    return partial(request, "_room", context, status)


def _point(request: HttpRequest, pk: int, room: Escalation, status: int = 200, **more: str) -> HttpResponse:
    screen = RoomScreen(room, signed_in(request))
    standing = next(each for each in screen.standings if each.item.pk == pk)
    return partial(request, "_room_point", {"room_screen": screen, "standing": standing, **more}, status)


def _to(request: HttpRequest, room: Escalation, address: str = "") -> HttpResponse:
    address = address or room.page.get_absolute_url()
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)
