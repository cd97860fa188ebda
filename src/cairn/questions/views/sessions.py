"""A session's questions: the list, a new one, and the tickets to ask without a name."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from cairn.core.errors import CairnError
from cairn.people.http import signed_in
from cairn.questions.forms import asked_by_name_in
from cairn.questions.loaders import session_for
from cairn.questions.models import Session
from cairn.questions.operations import ask_question, give_tickets
from cairn.questions.screen import Screen, Wanted
from cairn.questions.similar import similar_to
from cairn.questions.views.answers import composer, refresh

MOST_OFFERED = 50


def show(request: HttpRequest, pk: int) -> HttpResponse:
    """A sheet of the list, as sort and label ask; to a browser that came by itself, the page."""
    session = session_for(signed_in(request), pk)
    if request.headers.get("HX-Request") != "true":
        return redirect(session.get_absolute_url())
    screen = Screen(session, signed_in(request), Wanted.of_query(request.GET))
    template = "questions/_rows.html" if screen.wanted.sheet > 1 else "questions/_questions.html"
    return render(request, template, {"screen": screen, "listing": screen.listing})


def facts(request: HttpRequest, pk: int) -> HttpResponse:
    """Stage, instants and hosts, as they are now."""
    session = session_for(signed_in(request), pk)
    return render(request, "questions/_facts.html", {"screen": Screen(session, signed_in(request))})


def ask(request: HttpRequest, pk: int) -> HttpResponse:
    session = session_for(signed_in(request), pk)
    try:
        question = ask_question(session, asked_by_name_in(request.POST), by=signed_in(request))
    except CairnError as error:
        return composer(request, _drawn(request, session), error)
    if request.headers.get("HX-Request") != "true":
        return redirect(session.get_absolute_url())
    return refresh(composer(request, {**_drawn(request, session), "asked": question}))


def similar(request: HttpRequest, pk: int) -> HttpResponse:
    """Questions like the one being typed. The words come in a header: addresses are written into logs, headers are not."""
    session = session_for(signed_in(request), pk)
    typed = unquote(request.headers.get("X-Words", "")[:2000])
    found = similar_to(typed, signed_in(request), session)
    return render(request, "questions/_similar.html", {"found": found, "screen": Screen(session, signed_in(request))})


def tickets(request: HttpRequest, pk: int) -> HttpResponse:
    """`blinded`: up to three numbers in hex. Answers with their signatures."""
    session = session_for(signed_in(request), pk)
    signatures = give_tickets(session, request.POST.getlist("blinded"), by=signed_in(request))
    return JsonResponse({"signatures": signatures, "modulus": session.asking_key.modulus})


def _drawn(request: HttpRequest, session: Session) -> dict[str, Any]:
    return {"screen": Screen(session, signed_in(request))}


def pages(request: HttpRequest) -> HttpResponse:
    """Pages of sessions that she sees, the newest first: what the editor offers to show in another page."""
    found = Session.objects.visible_to(signed_in(request)).select_related("page__space").order_by("-pk")[:MOST_OFFERED]
    options = [{"value": each.page_id, "label": each.page.title, "note": each.page.space.name} for each in found]
    return render(request, "people/_options.html", {"options": options})
