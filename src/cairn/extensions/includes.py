"""Excerpts of other pages, as they are published now, for who may see those pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.http import HttpRequest
from django.utils.translation import gettext as _

from cairn.extensions.models import Excerpt
from cairn.extensions.queries import sources
from cairn.extensions.slots import Slot
from cairn.pages.cards import overlay
from cairn.pages.models import Page
from cairn.pages.panels import overlaid
from cairn.people.http import signed_in
from cairn.ui.drawing import draw

DEEPEST = 4
MOST = 100  # on one page, with those inside of others

Key = tuple[int, str]


@dataclass(slots=True)
class _Trail:
    """What is being drawn right now, the outermost first, and how many have been drawn for this request."""

    open: list[Key] = field(default_factory=list)
    count: int = 0

    @contextmanager
    def within(self, key: Key) -> Iterator[None]:
        self.open.append(key)
        self.count += 1
        try:
            yield
        finally:
            self.open.pop()


def drawer(request: HttpRequest, slots: list[Slot]) -> Callable[[Slot], str]:
    """What draws an include; reads the pages and excerpts of all `slots` in two queries."""
    if not slots:
        return lambda slot: ""
    user = signed_in(request)
    pages = sources(user, {_key(slot)[0] for slot in slots})
    wanted = Excerpt.objects.visible_to(user).filter(
        page__in=[pk for pk, page in pages.items() if page.trashing_id is None],
        local_id__in={_key(slot)[1] for slot in slots},
    )
    excerpts = {(each.page_id, each.local_id): each for each in wanted}

    def one(slot: Slot) -> str:
        key = _key(slot)
        page, excerpt = pages.get(key[0]), excerpts.get(key)
        trail = _trail(request)
        problem = _problem(key, page, excerpt, trail)
        values = {"slot": slot, "page": page, "excerpt": excerpt, "problem": problem, "html": ""}
        if page and excerpt and not problem[1] and not slot.is_inline:  # in a line stand its words: blocks may not
            with trail.within(key):
                values["html"] = overlaid(request, page, overlay(excerpt.html, user))
        return str(draw(request, "extensions/_include.html", values)).strip()

    return one


def _problem(key: Key, page: Page | None, excerpt: Excerpt | None, trail: _Trail) -> tuple[str, str]:
    """Icon and words where nothing can be shown; of a page that she may not see they say nothing."""
    if not key[0]:
        return "info", _("No excerpt has been chosen yet.")
    if page is None:
        return "lock", _("An excerpt of a page you can't see")
    if page.trashing_id is not None:
        return "trash-2", _("This excerpt came from a page that is in the trash: %(page)s") % {"page": page}
    if excerpt is None:
        return "info", _("This excerpt is no longer on the page %(page)s.") % {"page": page}
    if key in trail.open:
        return "triangle-alert", _("This excerpt includes itself, so it is not shown again.")
    if len(trail.open) >= DEEPEST or trail.count >= MOST:
        return "triangle-alert", _("Too many excerpts include one another. Open the page to read this one.")
    return "", ""


def _key(slot: Slot) -> Key:
    return max(slot.number("page", 0), 0), slot.words("excerpt")[:64]


def _trail(request: HttpRequest) -> _Trail:
    found = request.__dict__.setdefault("_includes", _Trail())
    assert isinstance(found, _Trail)
    return found
