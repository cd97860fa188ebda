"""A roadmap inside another page: as its reader may see it, each time it is read."""

from __future__ import annotations

import json

from django.http import HttpRequest

from cairn.extensions.slots import Slot
from cairn.pages.models import Page
from cairn.people.http import signed_in
from cairn.roadmaps.asked import Asked
from cairn.roadmaps.loaders import roadmap_of_page
from cairn.roadmaps.screen import Screen
from cairn.ui.drawing import draw as drawn


def draw(request: HttpRequest, page: Page, slot: Slot) -> str:
    """`page`: the roadmap's page; `view` and the filters of `Asked`. Of what she may not see it says nothing."""
    chosen = max(slot.number("page", 0), 0)
    roadmap = roadmap_of_page(signed_in(request), chosen) if chosen else None
    values = {
        "page": page,
        "parameters": json.dumps(slot.given),
        "is_chosen": bool(chosen),
        "screen": Screen(roadmap, signed_in(request), Asked.of_parameters(slot.given), is_embedded=True)
        if roadmap
        else None,
    }
    return str(drawn(request, "roadmaps/_embedded.html", values)).strip()
