"""Moving a page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cairn.core.errors import CairnError
from cairn.core.ids import number
from cairn.pages.loaders import page_for, place_for
from cairn.pages.operations import move_page
from cairn.pages.places import last_in, order_of, places_for
from cairn.pages.responses import dialog, done
from cairn.people.http import signed_in


@login_required
def place(request: HttpRequest, pk: int) -> HttpResponse:
    """The dialog of "Move"."""
    user = signed_in(request)
    page = page_for(user, pk)
    return dialog(request, "pages/_move.html", {"page": page, **order_of(page, user)})


@login_required
def move(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    page = page_for(user, pk)
    place, after = request.POST.get("place"), request.POST.get("after", "")
    here = str(page.parent_id or page.space.key)
    try:
        space, parent = place_for(user, place or here)
        behind = page_for(user, number(after) or 0) if after.isdecimal() else None
        behind = last_in(space, parent, user) if place else behind
        move_page(page, by=user, parent=parent, after=behind, space=space)
    except CairnError as error:
        return dialog(request, "pages/_move.html", {"page": page, **order_of(page, user)}, error)
    return done(page)


@login_required
def options(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the page may go, for the combobox of the dialog."""
    user = signed_in(request)
    found = places_for(user, page_for(user, pk), request.GET.get("q", ""))
    return render(request, "pages/_place_options.html", {"options": found})
