"""Questions outside of sessions, in a space."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from cairn.pages.responses import goto
from cairn.people.http import signed_in
from cairn.questions.forms import asked_in
from cairn.questions.operations import ask_question
from cairn.questions.views.answers import is_htmx
from cairn.spaces.loaders import space_for


def ask(request: HttpRequest, key: str) -> HttpResponse:
    """An everyday question; also what could not be asked in a session any more."""
    space = space_for(signed_in(request), key)
    question = ask_question(space, asked_in(request.POST), by=signed_in(request))
    return goto(question.get_absolute_url()) if is_htmx(request) else redirect(question)
