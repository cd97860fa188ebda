"""The screen of a live part, and what hosts do with it from wherever they are."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cairn.core.errors import Conflict
from cairn.core.ids import number
from cairn.core.verbs import form_of
from cairn.people.http import signed_in
from cairn.questions.live_part import LivePart
from cairn.questions.loaders import question_for, session_for, session_to_run
from cairn.questions.operations.live_part import clear_screen, put_on_screen, say_live, unsay_live
from cairn.questions.views.answers import is_htmx, refresh


def show(request: HttpRequest, pk: int) -> HttpResponse:
    return _screen(request, pk)


def turn(request: HttpRequest, pk: int) -> HttpResponse:
    """`question`: the one that comes onto the screen."""
    session_to_run(signed_in(request), pk)
    question = question_for(signed_in(request), number(form_of(request).get("question", "")) or 0)
    if question.session_id != pk:
        raise Conflict(_("This question was not asked in this session."))
    put_on_screen(question, by=signed_in(request))
    return refresh(_screen(request, pk))


def clear(request: HttpRequest, pk: int) -> HttpResponse:
    clear_screen(session_for(signed_in(request), pk), by=signed_in(request))
    return refresh(_screen(request, pk))


def said(request: HttpRequest, pk: int) -> HttpResponse:
    say_live(question_for(signed_in(request), pk), by=signed_in(request))
    return refresh(HttpResponse(""))


def not_said(request: HttpRequest, pk: int) -> HttpResponse:
    unsay_live(question_for(signed_in(request), pk), by=signed_in(request))
    return refresh(HttpResponse(""))


def _screen(request: HttpRequest, pk: int) -> HttpResponse:
    part = LivePart(session_for(signed_in(request), pk), signed_in(request))
    return render(request, "questions/_live.html" if is_htmx(request) else "questions/live.html", {"part": part})
