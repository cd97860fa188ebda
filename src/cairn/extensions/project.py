"""The state of a project: what other apps know that belongs to a page, by itself and for whoever reads."""

from __future__ import annotations

from functools import cache

from django.http import HttpRequest
from django.utils.module_loading import import_string

from cairn.documents import links
from cairn.extensions.queries import links_to
from cairn.extensions.slots import Slot
from cairn.pages.cards import page_id
from cairn.pages.linked import About, Contributor
from cairn.pages.models import Page
from cairn.people.http import signed_in
from cairn.ui.drawing import draw as drawn

PARTS = "cairn.config.project.PARTS"  # by name: the list wires apps that lie above this one
MOST_LINKS = 200


def draw(request: HttpRequest, page: Page, slot: Slot) -> str:
    """A part for each app that has something; follows the pages where it lives, so that changes there are heard."""
    user, about = signed_in(request), about_page(page)
    parts = [contribute(user, about) for contribute in _contributors()]
    follows = {row.page_id for part in parts for row in part.rows}.union(about.links_to, *(part.near for part in parts))
    values = {"page": page, "parts": [part for part in parts if part.rows], "follows": sorted(follows - {page.pk})}
    return str(drawn(request, "extensions/_project.html", values)).strip()


def about_page(page: Page) -> About:
    """The page with its links both ways, as published. Two queries."""
    body = page.published.body if page.published else {}
    to = {pk for pk in map(page_id, links(body)) if pk is not None and pk != page.pk} if body else set()
    back = links_to(page).values_list("page", flat=True)[:MOST_LINKS]
    return About(page, frozenset(sorted(to)[:MOST_LINKS]), frozenset(back))


@cache
def _contributors() -> list[Contributor]:
    return [import_string(name) for name in import_string(PARTS)]
