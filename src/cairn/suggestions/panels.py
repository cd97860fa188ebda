"""Suggestions beside the editor, and the way to them from the page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString

from cairn.pages.access import may_write
from cairn.pages.kinds import kind_of
from cairn.pages.models import Page
from cairn.people.http import signed_in
from cairn.suggestions.models import Ruling
from cairn.ui.drawing import draw

SHOWN = 30  # rulings in the list
NOTHING = SafeString("")


def actions(request: HttpRequest, page: Page) -> SafeString:
    """ "Suggest changes", for those who may comment but not edit. No query."""
    if page.may_edit or not page.may_comment or page.published_id is None:  # type: ignore[attr-defined]
        return NOTHING
    if kind_of(page).locked(page) is not None:
        return NOTHING
    return draw(request, "suggestions/_action.html", {"page": page})


def edit_rail(request: HttpRequest, page: Page) -> SafeString:
    """The list that the editor fills, and what became of earlier suggestions."""
    context = rulings_context(request, page) | {"may_rule": page.may_edit and may_write(signed_in(request), page)}  # type: ignore[attr-defined]
    return draw(request, "suggestions/_panel.html", context)


def rulings_context(request: HttpRequest, page: Page) -> dict[str, Any]:
    rulings = Ruling.objects.visible_to(signed_in(request)).on(page).select_related("by", "author")
    return {"page": page, "rulings": rulings[:SHOWN]}
