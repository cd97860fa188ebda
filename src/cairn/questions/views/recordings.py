"""Recordings of a live part, and where each question is in them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from cairn.core.errors import CairnError, Invalid
from cairn.core.ids import number
from cairn.core.verbs import form_of
from cairn.people.http import signed_in
from cairn.questions.loaders import attachment_at, question_for, recording_for, session_to_run
from cairn.questions.models import Session
from cairn.questions.operations.recording import (
    attach_recording,
    remove_recording,
    set_moment,
    shift_recording,
    unset_moment,
)
from cairn.questions.recordings import clock, first_second, first_turn, places, seconds_in, unplaced
from cairn.questions.views.answers import dialog, refresh


def show(request: HttpRequest, pk: int) -> HttpResponse:
    """The dialog: what is attached with the place of every question, and a field for another one."""
    return _dialog(request, session_to_run(signed_in(request), pk))


def attach(request: HttpRequest, pk: int) -> HttpResponse:
    """`file`, or `address` of one in the workspace; `first_at`: where the first question comes, as mm:ss."""
    session, form = session_to_run(signed_in(request), pk), request.POST
    try:
        file = request.FILES.get("file") or attachment_at(signed_in(request), form.get("address", ""))
        if file is None:
            raise Invalid(_("Choose a file, or paste the address of one in this workspace."))
        attach_recording(session, file, by=signed_in(request), first_at=seconds_in(form.get("first_at") or "00:00"))
    except CairnError as error:
        return _dialog(request, session, error)
    return refresh(_dialog(request, session))


def shift(request: HttpRequest, pk: int) -> HttpResponse:
    recording = recording_for(signed_in(request), pk)
    try:
        shift_recording(recording, seconds_in(form_of(request).get("first_at", "")), by=signed_in(request))
    except CairnError as error:
        return _dialog(request, recording.session, error)
    return refresh(_dialog(request, recording.session))


def remove(request: HttpRequest, pk: int) -> HttpResponse:
    recording = recording_for(signed_in(request), pk)
    remove_recording(recording, by=signed_in(request))
    return refresh(_dialog(request, recording.session))


def add_place(request: HttpRequest, pk: int) -> HttpResponse:
    """`question`, and `second`: where it is answered, as mm:ss."""
    recording = recording_for(signed_in(request), pk)
    session = session_to_run(signed_in(request), recording.session_id)
    chosen = number(request.POST.get("question", ""))
    if chosen is None:
        return _dialog(request, session, Invalid(_("Choose the question that is answered there.")))
    asked = question_for(signed_in(request), chosen)
    try:
        set_moment(recording, asked, seconds_in(request.POST.get("second", "")), by=signed_in(request))
    except CairnError as error:
        return _dialog(request, session, error)
    return refresh(_dialog(request, session))


def place(request: HttpRequest, pk: int, question: int) -> HttpResponse:
    """`second`: where this question is answered, as mm:ss."""
    recording, asked = recording_for(signed_in(request), pk), question_for(signed_in(request), question)
    try:
        set_moment(recording, asked, seconds_in(form_of(request).get("second", "")), by=signed_in(request))
    except CairnError as error:
        return _dialog(request, recording.session, error)
    return refresh(_dialog(request, recording.session))


def unplace(request: HttpRequest, pk: int, question: int) -> HttpResponse:
    recording, asked = recording_for(signed_in(request), pk), question_for(signed_in(request), question)
    unset_moment(recording, asked, by=signed_in(request))
    return refresh(_dialog(request, recording.session))


def _dialog(request: HttpRequest, session: Session, error: CairnError | None = None) -> HttpResponse:
    found = session.recordings.select_related("attachment", "session")
    rows = [
        {
            "recording": each,
            "turn": first_turn(each),
            "first": clock(first_second(each)),
            "places": (placed := places(each)),
            "unplaced": unplaced(each, placed),
        }
        for each in found
    ]
    context: dict[str, Any] = {
        "session": session,
        "rows": rows,
        "first": session.turns.select_related("question").first(),
        "typed": form_of(request) if error else {},
    }
    return dialog(request, "questions/_recordings.html", context, error)
