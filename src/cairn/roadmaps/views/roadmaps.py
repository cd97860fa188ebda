"""The roadmap as it is now, and a new one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.core.errors import Invalid
from cairn.core.verbs import form_of
from cairn.people.http import signed_in
from cairn.roadmaps.asked import Asked
from cairn.roadmaps.loaders import lane_for, pages_titled, roadmap_for
from cairn.roadmaps.operations import rename_lane
from cairn.roadmaps.screen import Screen


def show(request: HttpRequest, pk: int) -> HttpResponse:
    """As `?view=…` and the filters ask; what the page fetches again when something changed."""
    screen = Screen(roadmap_for(signed_in(request), pk), signed_in(request), Asked.of_query(request.GET))
    if request.headers.get("HX-Request") != "true":
        return redirect(screen.here)
    return render(request, "roadmaps/_roadmap.html", {"screen": screen})


def pages(request: HttpRequest) -> HttpResponse:
    """`?q=`: rows for a combobox, decisions and pages that an item may link to; `?kind=roadmap`: roadmaps alone."""
    found = pages_titled(signed_in(request), request.GET.get("q", ""), request.GET.get("kind", ""))
    return render(request, "roadmaps/_page_options.html", {"pages": found})


def name_lane(request: HttpRequest, pk: int) -> HttpResponse:
    name = form_of(request).get("value", "")
    try:
        rename_lane(lane_for(signed_in(request), pk), by=signed_in(request), name=name)
    except Invalid as error:
        return render(request, "roadmaps/_refused.html", {"words": error.message, "theirs": None}, status=error.status)
    return HttpResponse(status=204)
