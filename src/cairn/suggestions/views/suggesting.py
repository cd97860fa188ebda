"""The page on which somebody who may not edit suggests; what became of suggestions; talking about one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render

from cairn.core.verbs import form_of
from cairn.pages.loaders import page_for
from cairn.pages.views.editing import writing_context
from cairn.people.http import signed_in
from cairn.suggestions.loaders import suggestable_page_for
from cairn.suggestions.operations import discuss_suggestion
from cairn.suggestions.panels import rulings_context


def suggest(request: HttpRequest, page_id: int) -> HttpResponse:
    """The draft with every change as a suggestion. Who may edit has the switch in the editor."""
    user = signed_in(request)
    page = suggestable_page_for(user, page_id)
    if page.may_edit:  # type: ignore[attr-defined]
        return HttpResponseRedirect(f"/pages/{page.pk}/edit/#suggesting")
    return render(request, "suggestions/suggesting.html", writing_context(request, page) | {"suggesting_only": True})


def list_rulings(request: HttpRequest, page_id: int) -> HttpResponse:
    page = suggestable_page_for(signed_in(request), page_id)
    return render(request, "suggestions/_rulings.html", rulings_context(request, page))


def discuss(request: HttpRequest, page_id: int, suggestion: str) -> JsonResponse:
    user = signed_in(request)
    thread = discuss_suggestion(page_for(user, page_id), suggestion, by=user, body=form_of(request).get("text", ""))
    return JsonResponse({"thread": thread.pk}, status=201)
