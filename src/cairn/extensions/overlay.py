"""What depends on who reads, over HTML that was stored when it was published: one or two queries for each kind of
extension that a page uses, none for a page without."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.module_loading import import_string

from cairn.extensions import children, includes, reports
from cairn.extensions.slots import Slot, fill, slots_in
from cairn.pages.models import Page

DRAWN = "cairn.config.extensions.DRAWN"  # by name: the list wires apps that lie above this one


def live_parts(request: HttpRequest, page: Page, html: str) -> str:
    """The page's HTML with lists of pages, included excerpts and reports as this reader may see them."""
    slots = slots_in(html)
    if not slots:
        return html
    included = includes.drawer(request, [slot for slot in slots if slot.key == "include"])

    def draw(slot: Slot) -> str:
        if slot.key == "children":
            return children.draw(request, page, slot)
        if slot.key == "report":
            return reports.draw(request, page, slot)
        if slot.key == "include":
            return included(slot)
        drawn = import_string(DRAWN).get(slot.key)
        return str(import_string(drawn)(request, page, slot)) if drawn else ""

    return fill(html, draw)
