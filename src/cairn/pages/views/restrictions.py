"""Who may view and edit a page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cairn.core.errors import Conflict
from cairn.pages.loaders import manageable_page_for, page_for
from cairn.pages.operations import lift_restriction, restrict_page, take_over_page
from cairn.pages.responses import dialog, done
from cairn.pages.restrictions import choices_for, held_pages
from cairn.people.directory import Directory
from cairn.people.http import signed_in
from cairn.spaces.loaders import managed_space_for


@login_required
def restriction(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """The dialog of "Who may view / edit"."""
    page = page_for(signed_in(request), pk)
    return dialog(request, "pages/_restrict.html", choices_for(page, action))


@login_required
def restrict(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    user, sent = signed_in(request), request.POST
    page = page_for(user, pk)
    people, teams = Directory.chosen(user, sent.getlist("who"))
    try:
        restrict_page(page, by=user, action=action, users=people, teams=teams, seen=sent.get("seen"))
    except Conflict as error:
        return dialog(request, "pages/_restrict.html", choices_for(page, action, (people, teams)), error)
    return done(page)


@login_required
def lift(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    user = signed_in(request)
    page = page_for(user, pk)
    try:
        lift_restriction(page, by=user, action=action, seen=request.GET.get("seen"))
    except Conflict as error:
        return dialog(request, "pages/_restrict.html", choices_for(page, action), error)
    return done(page)


@login_required
def held(request: HttpRequest, key: str) -> HttpResponse:
    """Restricted pages of a space, for its admins: so that nothing is lost with the people who leave."""
    user = signed_in(request)
    space = managed_space_for(user, key)
    return render(request, "pages/restricted.html", {"space": space, "held": held_pages(user, space)})


@login_required
def take_over(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    page = manageable_page_for(user, pk)
    take_over_page(page, by=user)
    return done(page)
