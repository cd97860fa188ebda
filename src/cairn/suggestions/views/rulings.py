"""Acceptance and rejection of one suggestion, of all of one person (`?author=7`), of all."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, JsonResponse

from cairn.pages.loaders import page_for
from cairn.people.http import signed_in
from cairn.suggestions.models import Ruling
from cairn.suggestions.operations import Which, accept_suggestions, reject_suggestions


def accept(request: HttpRequest, page_id: int, suggestion: str = "") -> JsonResponse:
    user = signed_in(request)
    which = Which(suggestion, request.GET.get("author", ""))
    return _answer(accept_suggestions(page_for(user, page_id), which, by=user))


def reject(request: HttpRequest, page_id: int, suggestion: str = "") -> JsonResponse:
    user = signed_in(request)
    which = Which(suggestion, request.GET.get("author", ""))
    return _answer(reject_suggestions(page_for(user, page_id), which, by=user))


def _answer(rulings: Sequence[Ruling]) -> JsonResponse:
    return JsonResponse({"suggestions": [{"id": each.suggestion, "outcome": each.outcome} for each in rulings]})
