"""Turns a CairnError into an answer: a whole page, a banner for htmx, or JSON."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from cairn.core.errors import CairnError


class ErrorPages:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, CairnError):
            return None
        return error_response(request, error)


def error_response(request: HttpRequest, error: CairnError) -> HttpResponse:
    """The answer for `error` in the form the client asked for, with the error's status."""
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"message": error.message, "fields": error.fields}, status=error.status)
    if request.headers.get("HX-Request") == "true":
        response = render(request, "ui/_refusal.html", {"error": error}, status=error.status)
        response["HX-Retarget"] = "#toasts"
        response["HX-Reswap"] = "beforeend"
        return response
    return render(request, "ui/refusal.html", {"error": error}, status=error.status)
