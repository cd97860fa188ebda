"""Reading a page, and beginning one."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.pages.cards import overlay
from cairn.pages.drafts import draft_body
from cairn.pages.kinds import kind_of
from cairn.pages.loaders import page_for, place_for
from cairn.pages.operations import begin_page
from cairn.pages.panels import overlaid, slots
from cairn.pages.reading import crumbs, family, minutes
from cairn.pages.rendering import render_with_prompts
from cairn.people.http import signed_in
from cairn.ui.drawing import draw

READING = ("header", "below", "rail", "actions", "menu")


@login_required
def page(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    shown = page_for(user, pk)
    near = family(user, shown)
    version = shown.published
    html = version.html if version else render_with_prompts(draft_body(shown))  # only those see it who may write it
    context = {
        "page": shown,
        "space": shown.space,
        "version": version,
        "html": overlaid(request, shown, overlay(html, user)),
        "crumbs": crumbs(shown, near.above),
        "children": near.below,
        "minutes": minutes(version.text) if version else 0,
        "lock": kind_of(shown).locked(shown),
        "has_news": bool(version and shown.document.head > version.upto),
        "slots": slots(request, shown, *READING),
    }
    return HttpResponse(draw(request, "pages/page.html", context))


@login_required
def new(request: HttpRequest) -> HttpResponse:
    """A link can't make a page: this one asks by itself, and stands as a form where scripts don't run."""
    place = request.GET.get("parent") or request.GET.get("space") or ""
    space, parent = place_for(signed_in(request), place)
    return render(request, "pages/new.html", {"space": space, "parent": parent, "place": place})


@login_required
def begin(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    space, parent = place_for(user, request.POST.get("place", ""))
    page = begin_page(space, by=user, parent=parent)
    return redirect("page_edit", page.pk)
