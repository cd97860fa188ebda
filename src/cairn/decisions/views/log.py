"""The decision log: of a space, and of all that she may see."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from cairn.decisions.loaders import numbered_decision_for, space_for
from cairn.decisions.log.asked import Asked
from cairn.decisions.log.choices import choices_for
from cairn.decisions.log.screen import Log
from cairn.people.http import signed_in
from cairn.spaces.models import Space


def show(request: HttpRequest, key: str) -> HttpResponse:
    return _drawn(request, space_for(signed_in(request), key))


def everywhere(request: HttpRequest) -> HttpResponse:
    return _drawn(request, None)


def numbered(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """`/spaces/KEY/decisions/D-3/` stays the decision's address wherever its page goes."""
    return redirect(numbered_decision_for(signed_in(request), key, number).get_absolute_url())


def choices(request: HttpRequest) -> JsonResponse:
    """For the settings of a log in a page, in the editor."""
    return JsonResponse(choices_for(signed_in(request)))


def _drawn(request: HttpRequest, space: Space | None) -> HttpResponse:
    log = Log(signed_in(request), space, Asked.of_query(request.GET))
    partial = request.headers.get("HX-Request") == "true" and not request.headers.get("HX-History-Restore-Request")
    response = render(request, f"decisions/{'_log' if partial else 'log'}.html", {"log": log, "space": space})
    if partial:
        response["HX-Push-Url"] = log.canonical
    response["Vary"] = "HX-Request"
    return response
