"""What is shown, as files."""

from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify

from cairn.people.http import signed_in
from cairn.roadmaps.asked import Asked
from cairn.roadmaps.export import csv_text, png, svg
from cairn.roadmaps.loaders import roadmap_for
from cairn.roadmaps.screen import Screen


def table(request: HttpRequest, pk: int) -> HttpResponse:
    screen = _screen(request, pk)
    return _file(screen, csv_text(screen).encode(), "text/csv; charset=utf-8", "csv")


def drawing(request: HttpRequest, pk: int) -> HttpResponse:
    screen = _screen(request, pk)
    return _file(screen, svg(screen).encode(), "image/svg+xml", "svg")


def picture(request: HttpRequest, pk: int) -> HttpResponse:
    screen = _screen(request, pk)
    return _file(screen, png(screen), "image/png", "png")


def _screen(request: HttpRequest, pk: int) -> Screen:
    user = signed_in(request)
    return Screen(roadmap_for(user, pk), user, Asked.of_query(request.GET))


def _file(screen: Screen, content: bytes, kind: str, ending: str) -> HttpResponse:
    name = f"{slugify(str(screen.page))[:60] or 'roadmap'}.{ending}"
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
