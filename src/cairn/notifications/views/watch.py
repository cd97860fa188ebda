"""Watching: the button and its menu on a page and on a space, and the list of what she watches."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cairn.core.answers import go_to
from cairn.notifications.operations import (
    choose_watching,
    mute_page,
    unmute_page,
    unwatch_page,
    unwatch_space,
    watch_page,
    watch_space,
)
from cairn.notifications.watching import mutes_of, preference_of, watches_of, watching_of
from cairn.pages.loaders import page_for
from cairn.pages.models import Page
from cairn.people.http import signed_in
from cairn.spaces.loaders import space_for


@login_required
def menu(request: HttpRequest, pk: int) -> HttpResponse:
    page = page_for(signed_in(request), pk)
    context = {"page": page, "watching": watching_of(signed_in(request), page)}
    return render(request, "notifications/_watch_menu.html", context)


@login_required
def watch(request: HttpRequest, pk: int) -> HttpResponse:
    page = page_for(signed_in(request), pk)
    watch_page(page, by=signed_in(request), below=request.POST.get("below") == "1")
    return _button(request, page)


@login_required
def unwatch(request: HttpRequest, pk: int) -> HttpResponse:
    page = page_for(signed_in(request), pk)
    unwatch_page(page, by=signed_in(request))
    return _button(request, page)


@login_required
def mute(request: HttpRequest, pk: int) -> HttpResponse:
    page = page_for(signed_in(request), pk)
    mute_page(page, by=signed_in(request))
    return _button(request, page)


@login_required
def unmute(request: HttpRequest, pk: int) -> HttpResponse:
    page = page_for(signed_in(request), pk)
    unmute_page(page, by=signed_in(request))
    return _button(request, page)


@login_required
def watch_all(request: HttpRequest, key: str) -> HttpResponse:
    space = space_for(signed_in(request), key)
    watch_space(space, by=signed_in(request))
    return render(request, "notifications/_watch_space.html", {"space": space, "is_watching": True})


@login_required
def unwatch_all(request: HttpRequest, key: str) -> HttpResponse:
    space = space_for(signed_in(request), key)
    unwatch_space(space, by=signed_in(request))
    return render(request, "notifications/_watch_space.html", {"space": space, "is_watching": False})


@login_required
def watches(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    context = {"watches": watches_of(user), "mutes": mutes_of(user), "preference": preference_of(user)}
    return render(request, "notifications/watches.html", context)


@login_required
def choose(request: HttpRequest) -> HttpResponse:
    choose_watching(by=signed_in(request), wrote="wrote" in request.POST, spoke="spoke" in request.POST)
    return go_to(request, "/watches/", _("Saved"))


def _button(request: HttpRequest, page: Page) -> HttpResponse:
    watching = watching_of(signed_in(request), page)
    context = {"page": page, "is_watching": watching.is_on, "is_muted": watching.is_muted}
    return render(request, "notifications/_watch.html", context)
