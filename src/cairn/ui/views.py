"""The styleguide: every component in every state, for those who build (setting CAIRN_STYLEGUIDE)."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from cairn.ui import specimens


def _only_for_builders() -> None:
    if not settings.STYLEGUIDE:
        raise Http404


def styleguide(request: HttpRequest) -> HttpResponse:
    _only_for_builders()
    return render(request, "ui/styleguide.html", specimens.context())


def styleguide_people(request: HttpRequest) -> HttpResponse:
    _only_for_builders()
    wanted = request.GET.get("q", "").lower()
    found = [one for one in specimens.CAST if wanted in one.name.lower()]
    return render(request, "ui/styleguide/_people.html", {"people": found})
