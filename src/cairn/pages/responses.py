"""Answers that views share: a dialog that opens itself, and the way back to the page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cairn.core.errors import CairnError
from cairn.pages.models import Page


def dialog(
    request: HttpRequest, template: str, context: dict[str, Any], error: CairnError | None = None
) -> HttpResponse:
    """A `<dialog>` partial. With `error` it takes the place of the open one, typed text and all, with that status."""
    if error is None:
        return render(request, template, context)
    response = render(request, template, {**context, "error": error}, status=error.status)
    response["HX-Retarget"] = "#page-dialog"
    response["HX-Reswap"] = "innerHTML"
    return response


def done(page: Page) -> HttpResponse:
    """Nothing to swap in: the browser goes to the page."""
    return goto(page.get_absolute_url())


def goto(url: str) -> HttpResponse:
    response = HttpResponse(status=200)
    response["HX-Redirect"] = url
    return response
