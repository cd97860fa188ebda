"""Saved views of the log: to look at, to keep, to change, to remove."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cairn.core.errors import Invalid
from cairn.decisions.loaders import log_view_for, space_for
from cairn.decisions.log.asked import Asked
from cairn.decisions.log.screen import Log
from cairn.decisions.models import LogView
from cairn.decisions.operations.log_views import change_log_view, remove_log_view, save_log_view
from cairn.people.http import signed_in
from cairn.spaces.models import Space


def show(request: HttpRequest, pk: int) -> HttpResponse:
    """`/log-views/3/` leads to the log as the view asks it."""
    return redirect(_address(log_view_for(signed_in(request), pk)))


def create(request: HttpRequest) -> HttpResponse:
    user, sent = signed_in(request), request.POST
    space = space_for(user, sent["space"]) if sent.get("space") else None
    shared = sent.get("shared") == "1"
    try:
        view = save_log_view(space, by=user, name=sent.get("name", ""), query=sent.get("query", ""), shared=shared)
    except Invalid as error:
        return _again(request, space, sent.get("query", ""), error)
    return _to(_address(view))


def change(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    view = log_view_for(user, pk)
    try:
        change_log_view(view, by=user, name=request.POST.get("name", ""), shared=request.POST.get("shared") == "1")
    except Invalid as error:
        return _again(request, view.space, view.query, error)
    return _to(_address(view))


def remove(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    view = log_view_for(user, pk)
    address = _log(view.space)
    remove_log_view(view, by=user)
    return _to(address)


def _again(request: HttpRequest, space: Space | None, query: str, error: Invalid) -> HttpResponse:
    """The form with what was typed, and what is wrong with it."""
    log = Log(signed_in(request), space, Asked.of_text(query))
    context = {"log": log, "error": str(error), "typed": request.POST}
    return render(request, "decisions/_log_view_form.html", context, status=422)


def _log(space: Space | None) -> str:
    return reverse("decision_log", args=[space.key]) if space else reverse("decisions")


def _address(view: LogView) -> str:
    return _log(view.space) + (f"?{view.query}" if view.query else "")


def _to(address: str) -> HttpResponse:
    return HttpResponse(status=204, headers={"HX-Redirect": address})
