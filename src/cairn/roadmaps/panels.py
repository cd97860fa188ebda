"""What a roadmap puts on its page. Costs no query on pages of other kinds."""

from django.http import HttpRequest
from django.utils.safestring import SafeString

from cairn.pages.models import Page
from cairn.people.http import signed_in
from cairn.roadmaps.asked import Asked
from cairn.roadmaps.loaders import roadmap_on
from cairn.roadmaps.screen import Screen
from cairn.ui.drawing import draw

NOTHING = SafeString("")


def below(request: HttpRequest, page: Page) -> SafeString:
    roadmap = roadmap_on(page) if page.kind == "roadmap" else None
    if roadmap is None:
        return NOTHING
    screen = Screen(roadmap, signed_in(request), Asked.of_query(request.GET))
    return draw(request, "roadmaps/_roadmap.html", {"screen": screen})
