"""The list of the pages below, as deep and in the order that its writer chose."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from django.http import HttpRequest

from cairn.extensions.queries import below
from cairn.extensions.slots import Slot
from cairn.pages.kinds import kind_of
from cairn.pages.models import Page
from cairn.people.http import signed_in
from cairn.ui.drawing import draw as drawn

DEEPEST = 5


@dataclass(frozen=True, slots=True)
class Branch:
    page: Page
    icon: str
    below: list[Branch] = field(default_factory=list)


def draw(request: HttpRequest, page: Page, slot: Slot) -> str:
    depth = min(max(slot.number("depth", 1), 1), DEEPEST)
    sort = slot.words("sort")
    pages = below(signed_in(request), page, deep=depth > 1)
    branches = _branches(page.pk, _by_parent(page, _sorted(pages, sort)), depth)
    values = {"branches": branches, "dated": sort == "changed"}
    return str(drawn(request, "extensions/_children.html", values)).strip()


def _sorted(pages: list[Page], sort: str) -> list[Page]:
    if sort == "title":
        return sorted(pages, key=lambda each: each.title.casefold())
    if sort == "changed":
        return sorted(pages, key=lambda each: each.published.at if each.published else each.created_at, reverse=True)
    return pages


def _by_parent(page: Page, pages: list[Page]) -> dict[int, list[Page]]:
    """Each under the nearest page above it that is shown: between them may lie one that she can't see."""
    shown = {each.pk for each in pages} | {page.pk}
    found = defaultdict(list)
    for each in pages:
        above = next(pk for pk in reversed(each.ancestor_ids) if pk in shown)
        found[above].append(each)
    return found


def _branches(pk: int, children: dict[int, list[Page]], depth: int) -> list[Branch]:
    if depth == 0:
        return []
    return [Branch(each, kind_of(each).icon, _branches(each.pk, children, depth - 1)) for each in children[pk]]
