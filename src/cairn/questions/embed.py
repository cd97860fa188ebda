"""A session inside another page: what it is about, until when, and its first questions, as its reader may see it."""

from __future__ import annotations

import json

from django.http import HttpRequest

from cairn.extensions.slots import Slot
from cairn.pages.models import Page
from cairn.people.http import signed_in
from cairn.questions.loaders import session_of_page
from cairn.questions.screen import Screen
from cairn.ui.drawing import draw as drawn

SHOWN = 5


def draw(request: HttpRequest, page: Page, slot: Slot) -> str:
    """`page`: the session's page. Of what she may not see it says nothing."""
    chosen = max(slot.number("page", 0), 0)
    user = signed_in(request)
    session = session_of_page(user, chosen) if chosen else None
    values = {
        "page": page,
        "parameters": json.dumps(slot.given),
        "is_chosen": bool(chosen),
        "screen": Screen(session, user) if session else None,
        "shown": SHOWN,
    }
    return str(drawn(request, "questions/_embedded.html", values)).strip()
