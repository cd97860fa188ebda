"""How questions are answered: of a session and of a space, as a page and as a table for spreadsheets."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from cairn.core.sheets import csv_lines
from cairn.people.http import signed_in
from cairn.questions.figures.screen import FiguresScreen, rows
from cairn.questions.loaders import session_for
from cairn.spaces.loaders import space_for


def of_session(request: HttpRequest, pk: int) -> HttpResponse:
    session = session_for(signed_in(request), pk)
    context = {"screen": FiguresScreen(session, signed_in(request)), "page": session.page}
    return render(request, "questions/figures.html", context)


def of_space(request: HttpRequest, key: str) -> HttpResponse:
    space = space_for(signed_in(request), key)
    context = {"screen": FiguresScreen(space, signed_in(request)), "space": space}
    return render(request, "questions/figures.html", context)


def session_csv(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    screen = FiguresScreen(session_for(signed_in(request), pk), signed_in(request))
    return _csv(screen, f"questions-of-session-{pk}")


def space_csv(request: HttpRequest, key: str) -> StreamingHttpResponse:
    space = space_for(signed_in(request), key)
    return _csv(FiguresScreen(space, signed_in(request)), f"questions-{space.key.lower()}")


def _csv(screen: FiguresScreen, name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(csv_lines(rows(screen)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
