"""Moving a page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cairn.core.errors import CairnError
from cairn.pages.loaders import page_for, place_for
from cairn.pages.operations import move_page
from cairn.pages.operations.move import Opens
from cairn.pages.places import Wish, order_of, places_for
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
    wish = Wish.of(request.POST.dict())
    try:
        space, parent = place_for(user, wish.place or str(page.parent_id or page.space.key))
        behind = wish.before_it(space, parent, user)
        move_page(page, by=user, parent=parent, after=behind, space=space, opens=wish.opens)
    except CairnError as error:
        asks = isinstance(error, Opens)
        context = {"page": page, "wish": wish, "asks": asks, **order_of(page, user)}
        return dialog(request, "pages/_move.html", context, error)
    # Dragged in the tree: one stays where one is, and the tree is drawn again.
    return HttpResponse(status=204, headers={"HX-Trigger": "cairn:tree"}) if wish.behind else done(page)


@login_required
def options(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the page may go, for the combobox of the dialog."""
    user = signed_in(request)
    found = places_for(user, page_for(user, pk), request.GET.get("q", ""))
    return render(request, "pages/_place_options.html", {"options": found})
