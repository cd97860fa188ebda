"""What the views of questions answer with."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from cairn.core.errors import CairnError, Invalid
from cairn.people.crowds import crowd_of


def composer(request: HttpRequest, drawn: dict[str, Any], error: CairnError | None = None) -> HttpResponse:
    """Where one asks: empty, or with all that was typed and why it was not taken, in its own place."""
    context = {**drawn, "typed": request.POST if error else {}, "error": error, "crowd": crowd_of_any(error)}
    response = render(request, "questions/_ask.html", context, status=error.status if error else 200)
    response["HX-Retarget"] = "#ask"
    response["HX-Reswap"] = "outerHTML"
    return response


def crowd_of_any(error: CairnError | None) -> int:
    return crowd_of(error) if isinstance(error, Invalid) else 0


def refresh(response: HttpResponse, **more: Any) -> HttpResponse:
    """Tell the page that what it shows is not the newest any more; an open dialog has done its work."""
    response["HX-Trigger"] = json.dumps({"cairn:refresh": {}, "cairn:close-dialog": {}, **more})
    return response


def undoable(words: str, address: str) -> HttpResponse:
    """What was done, with a way to take it back: DELETE at `address`."""
    toast = render_to_string("ui/_toast.html", {"text": words, "undo_url": address, "undo_method": "delete"})
    return refresh(HttpResponse(f'<div id="toasts" hx-swap-oob="beforeend">{toast}</div>'))


def is_htmx(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"


def dialog(
    request: HttpRequest, template: str, context: dict[str, Any], error: CairnError | None = None
) -> HttpResponse:
    """A `<dialog>` that opens itself; refused, it takes the place of the open one with all that was typed in it."""
    if error is None:
        return render(request, template, {**context, "error": None})
    response = render(request, template, {**context, "error": error}, status=error.status)
    response["HX-Retarget"] = "#page-dialog"
    response["HX-Reswap"] = "innerHTML"
    return response
