"""Where apps above put things on a page's view; wired in `config/panels.py`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from django.http import HttpRequest
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString, mark_safe

from cairn.pages.models import Page

Panel = Callable[[HttpRequest, Page], SafeString]
PANELS = "cairn.config.panels.PANELS"  # by name: the list wires apps that lie above this one
SLOTS = ("header", "below", "rail", "actions", "menu", "edit_rail")


@cache
def _panels() -> Mapping[str, Sequence[Panel]]:
    return {slot: [import_string(name) for name in names] for slot, names in import_string(PANELS).items()}


def slot(name: str, request: HttpRequest, page: Page) -> SafeString:
    """The HTML of every panel in the slot, in the order of the list."""
    return mark_safe("".join(panel(request, page) for panel in _panels().get(name, ())))


def slots(request: HttpRequest, page: Page, *names: str) -> dict[str, SafeString]:
    """`{"header": …}` for the slots named."""
    return {name: slot(name, request, page) for name in names}
