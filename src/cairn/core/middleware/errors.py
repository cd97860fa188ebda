"""Turns an error into an answer: a whole page, a banner for htmx, or JSON.

`ErrorPages` sees what a view raises. What middleware raises (a session that can't be stored, a body too large to read)
ends in Django's handlers, which config/urls.py points to `bad_request` and `server_error` here.
"""

import logging
import sys
from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cairn.core.errors import CairnError, TooLarge
from cairn.core.outage import outage_of

logger = logging.getLogger("cairn.requests")

RETRY_SECONDS = 30


class ErrorPages:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, CairnError):
            return error_response(request, error)
        return _outage_response(request, error)


def error_response(request: HttpRequest, error: CairnError) -> HttpResponse:
    """The answer for `error` in the form the client asked for, with the error's status."""
    response = _drawn(request, error)
    if error.status == 503:
        response["Retry-After"] = str(RETRY_SECONDS)
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler400."""
    if isinstance(exception, RequestDataTooBig):
        return error_response(request, TooLarge(_("That is more text than can be sent at once. Nothing was changed.")))
    return render(None, "400.html", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler500: called while the error is being handled, and logged by Django with the request's id."""
    error = sys.exc_info()[1]
    if isinstance(error, Exception) and (response := _outage_response(request, error)) is not None:
        return response
    request_id = getattr(request, "request_id", "")
    if _wants_json(request):
        message = _(
            "Something broke on our side. What was saved is safe. Try again; if it happens twice, tell an admin."
        )
        return JsonResponse({"message": message, "fields": {}, "request": request_id}, status=500)
    # Without the request: nothing is read from a database that may be what broke.
    return render(None, "500.html", {"request_id": request_id}, status=500)


def _outage_response(request: HttpRequest, error: Exception) -> HttpResponse | None:
    outage = outage_of(error)
    if outage is None:
        return None
    logger.error("%s %s can't be answered now: %s", request.method, request.path, error)
    return error_response(request, outage)


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _drawn(request: HttpRequest, error: CairnError) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"message": error.message, "fields": error.fields}, status=error.status)
    # The frame of the page asks who is there and what the workspace is called; an outage is told without asking.
    asked = None if error.status == 503 else request
    if request.headers.get("HX-Request") == "true":
        response = render(asked, "ui/_refusal.html", {"error": error}, status=error.status)
        response["HX-Retarget"] = "#toasts"
        response["HX-Reswap"] = "beforeend"
        return response
    return render(asked, "ui/refusal.html", {"error": error}, status=error.status)
