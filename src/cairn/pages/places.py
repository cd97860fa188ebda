"""Where a page may be moved."""

from __future__ import annotations

from dataclasses import dataclass

from cairn.pages.models import Page
from cairn.people.models import User
from cairn.spaces.models import Space

LIMIT = 8


@dataclass(frozen=True, slots=True)
class Place:
    """A row of the combobox; `value` is what `loaders.place_for` reads."""

    value: str
    label: str
    note: str


def places_for(user: User, page: Page, q: str) -> list[Place]:
    """Spaces and pages she may write in whose names hold `q`; never the page itself or what lies below it."""
    q = q.strip()[:80]
    spaces = Space.objects.with_role(user, "editor").filter(name__icontains=q)[:3]
    pages = Page.objects.editable_by(user).filter(title__icontains=q).exclude(pk=page.pk)
    pages = pages.exclude(path__startswith=page.path_below).exclude(title="").select_related("space")
    tops = [Place(space.key, space.name, "Top of the space") for space in spaces]
    return tops + [Place(str(each.pk), str(each), each.space.name) for each in pages.order_by("title", "pk")[:LIMIT]]


def siblings_of(page: Page, user: User) -> list[Page]:
    """The pages beside this one, in order, for choosing a position with the keyboard."""
    beside = Page.objects.visible_to(user).filter(space=page.space, parent=page.parent_id).exclude(pk=page.pk)
    return list(beside.order_by("position", "pk").only("pk", "title")[:500])
