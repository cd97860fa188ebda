"""The table inside a page: what its writer asked, as its reader may see it, each time it is read."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest

from cairn.extensions.slots import Slot
from cairn.gallery.sections.asked import Asked
from cairn.gallery.sections.origins import definition_for
from cairn.gallery.sections.table import Table
from cairn.pages.cards import overlay
from cairn.pages.models import Page
from cairn.people.http import signed_in
from cairn.ui.drawing import draw as drawn

MOST = 50


def draw(request: HttpRequest, page: Page, slot: Slot) -> str:
    """Of the page's space, or of all that the reader sees (`where`: "everywhere"), up to `count` pages."""
    user = signed_in(request)
    chosen = slot.words("template")
    template = definition_for(user, chosen) if chosen else None
    if template is None:
        values = {"table": None, "is_chosen": bool(chosen)}
        return str(drawn(request, "sections/_embedded.html", values)).strip()
    everywhere = slot.words("where") == "everywhere"
    asked = replace(Asked.of_parameters(slot.given), space="" if everywhere else page.space.key, page=1)
    table = Table(user, template, asked, per_page=min(max(slot.number("count", 20), 1), MOST), is_embedded=True)
    return overlay(str(drawn(request, "sections/_embedded.html", {"table": table})).strip(), user)
