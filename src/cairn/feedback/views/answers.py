"""How this app's views answer."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cairn.core.answers import go_to
from cairn.feedback.models import Round
from cairn.feedback.panels import feedback_of
from cairn.feedback.screen import RoundScreen
from cairn.pages.access import can_edit
from cairn.pages.loaders import page_for
from cairn.pages.models import Page
from cairn.pages.reading import Crumb, crumbs, family
from cairn.people.http import signed_in
from cairn.ui.drawing import draw


def banners(request: HttpRequest, page_pk: int, status: int = 200) -> HttpResponse:
    """The banners of a page as they are now."""
    page = page_for(signed_in(request), page_pk)
    name = "feedback/_edit_rail.html" if request.GET.get("in") == "editor" else "feedback/_banners.html"
    context = {"feedback": feedback_of(request, page), "page": page}
    return HttpResponse(draw(request, name, context), status=status)


def after(request: HttpRequest, round_: Round, words: str = "") -> HttpResponse:
    """In the banner of the page the banner again; elsewhere the round's own page."""
    if request.headers.get("HX-Target") == "feedback":
        return banners(request, round_.page_id)
    return go_to(request, round_.get_absolute_url(), words)


def screen_of(request: HttpRequest, round_: Round) -> RoundScreen:
    user = signed_in(request)
    return RoundScreen(round_, user, may_lead=can_edit(user, round_.page))


def full(request: HttpRequest, name: str, page: Page, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page of ours below `page`: its tree, and the way back. `context` has its `name`."""
    *above, _here = crumbs(page, family(signed_in(request), page).above)
    way = [*above, Crumb(str(page), page.get_absolute_url()), Crumb(context["name"], "")]
    return render(request, name, {"page": page, "space": page.space, "crumbs": way, **context}, status=status)
