"""Watching a page: the button in its top row."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cairn.notifications.operations import unwatch_page, watch_page
from cairn.pages.loaders import page_for
from cairn.people.http import signed_in


@login_required
def watch(request: HttpRequest, pk: int) -> HttpResponse:
    page = page_for(signed_in(request), pk)
    watch_page(page, by=signed_in(request))
    return render(request, "notifications/_watch.html", {"page": page, "is_watching": True})


@login_required
def unwatch(request: HttpRequest, pk: int) -> HttpResponse:
    page = page_for(signed_in(request), pk)
    unwatch_page(page, by=signed_in(request))
    return render(request, "notifications/_watch.html", {"page": page, "is_watching": False})
