"""A debate in a page's text: as its reader may see it, each time the page is read."""

from __future__ import annotations

from django.http import HttpRequest

from cairn.debates.screen import OnPage
from cairn.debates.text import statement
from cairn.extensions.slots import Slot
from cairn.pages.models import Page
from cairn.people.http import signed_in
from cairn.ui.drawing import draw as drawn


def draw(request: HttpRequest, page: Page, slot: Slot) -> str:
    """`statement`, `closes`. What has no place in a published text yet (the editor's preview) is only shown."""
    said = statement(slot.local_id, slot.given)
    if not said.words:
        return str(drawn(request, "debates/_empty.html", {})).strip()
    if not said.local_id or page.published_id is None:
        values = {"statement": said.words, "closes_at": said.closes_at}
        return str(drawn(request, "debates/_preview.html", values)).strip()
    return str(drawn(request, "debates/_debate.html", {"screen": _all(request, page).screen(said)})).strip()


def _all(request: HttpRequest, page: Page) -> OnPage:
    """Of one page, once a request: several may be drawn on one that includes parts of others."""
    known: dict[int, OnPage] = request.__dict__.setdefault("_debates", {})
    if page.pk not in known:
        known[page.pk] = OnPage(page, signed_in(request))
    return known[page.pk]
