"""The log inside a page: what its writer asked, as its reader may see it, each time it is read."""

from __future__ import annotations

from django.http import HttpRequest

from cairn.decisions.log.asked import Asked
from cairn.decisions.log.screen import Log
from cairn.extensions.slots import Slot
from cairn.pages.models import Page
from cairn.people.http import signed_in
from cairn.ui.drawing import draw as drawn

MOST = 50


def draw(request: HttpRequest, page: Page, slot: Slot) -> str:
    """Of the page's space, or of all that the reader sees (`where`: "everywhere"), up to `count` decisions."""
    space = None if slot.words("where") == "everywhere" else page.space
    count = min(max(slot.number("count", 10), 1), MOST)
    log = Log(signed_in(request), space, Asked.of_parameters(slot.given), per_page=count)
    return str(drawn(request, "decisions/_log_embedded.html", {"log": log})).strip()
