"""Where apps above put things on a page's view; wired in `config/panels.py`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from django.db.models.expressions import Combinable
from django.http import HttpRequest
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString, mark_safe

from cairn.documents import Adf
from cairn.pages.models import Page
from cairn.people.models import User

Panel = Callable[[HttpRequest, Page], SafeString]
PANELS = "cairn.config.panels.PANELS"  # by name: the list wires apps that lie above this one
ANNOTATIONS = "cairn.config.panels.ANNOTATIONS"
OVERLAYS = "cairn.config.panels.OVERLAYS"
WRITERS = "cairn.config.panels.WRITERS"


@cache
def _panels() -> Mapping[str, Sequence[Panel]]:
    return {slot: [import_string(name) for name in names] for slot, names in import_string(PANELS).items()}


def slot(name: str, request: HttpRequest, page: Page) -> SafeString:
    """The HTML of every panel in the slot, in the order of the list."""
    return mark_safe("".join(panel(request, page) for panel in _panels().get(name, ())))


def slots(request: HttpRequest, page: Page, *names: str) -> dict[str, SafeString]:
    """`{"header": …}` for the slots named."""
    return {name: slot(name, request, page) for name in names}


def overlaid(request: HttpRequest, page: Page, html: str) -> SafeString:
    """The version's HTML with what has changed since laid over it: boxes ticked, passages that have a thread.

    A version is immutable, so its HTML is stored once; each overlay takes `(request, page, html)` and gives HTML back.
    """
    for overlay in _overlays():
        html = overlay(request, page, html)
    return mark_safe(html)


@cache
def _overlays() -> Sequence[Callable[[HttpRequest, Page, str], str]]:
    return [import_string(name) for name in import_string(OVERLAYS)]


def written_out(page: Page, body: Adf, user: User) -> Adf:
    """The body with what apps above keep beside it, for a file: each writer takes `(page, body, user)`, gives a body back."""
    for writer in import_string(WRITERS):
        body = import_string(writer)(page, body, user)
    return body


def annotations_for(user: User) -> dict[str, Combinable]:
    """Facts of apps above about her and a page, read in the page's own query: `{"is_watched": Exists(…)}`."""
    return {name: fact for annotate in _annotations() for name, fact in annotate(user).items()}


@cache
def _annotations() -> Sequence[Callable[[User], Mapping[str, Combinable]]]:
    return [import_string(name) for name in import_string(ANNOTATIONS)]
