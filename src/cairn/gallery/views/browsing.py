"""The gallery: what a page can start from."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cairn.gallery.access import can_arrange_gallery
from cairn.gallery.browse import Browse
from cairn.gallery.place import Place
from cairn.people.http import signed_in


def list_templates(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    context = {
        "browse": Browse.of(user, request.GET),
        "place": Place.of(user, request.GET),
        "may_arrange": can_arrange_gallery(user),
    }
    is_part = request.headers.get("HX-Target") == "gallery-results"
    return render(request, "gallery/_results.html" if is_part else "gallery/gallery.html", context)
