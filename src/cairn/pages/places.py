"""Where a page may be moved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cairn.core.ids import number
from cairn.pages.models import Page
from cairn.pages.queries import PageQuerySet
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


def order_of(page: Page, user: User) -> dict[str, Any]:
    """`siblings` beside this one, in order, and the one `before` it: for choosing a position with the keyboard."""
    beside = list(children_in(page.space, page.parent, user).exclude(pk=page.pk)[:500])
    earlier = [each for each in beside if (each.position, each.pk) < (page.position, page.pk)]
    return {"siblings": beside, "before": earlier[-1] if earlier else None}


@dataclass(frozen=True, slots=True)
class Wish:
    """Where somebody wants a page, as the dialog or the dragging in the tree says it: `place` is a page's id or the key
    of a space, empty for "where it is"; `behind` a page's id, "first" or "last"; `after` an id, for the order within.
    """

    place: str
    behind: str
    after: str
    opens: bool

    @classmethod
    def of(cls, data: Mapping[str, str]) -> Wish:
        return cls(data.get("place", ""), data.get("behind", ""), data.get("after", ""), data.get("opens") == "1")

    def before_it(self, space: Space, parent: Page | None, user: User) -> Page | None:
        """The page behind which it is to stand: among those there, the last where nothing else is said."""
        wanted = self.behind or ("" if self.place else self.after)
        if self.place and wanted in ("", "last"):
            return last_in(space, parent, user)
        return children_in(space, parent, user).filter(pk=number(wanted) or 0).first()


def last_in(space: Space, parent: Page | None, user: User) -> Page | None:
    """The last page there, behind which a page that comes from elsewhere is put."""
    return children_in(space, parent, user).last()


def children_in(space: Space, parent: Page | None, user: User) -> PageQuerySet:
    """What she sees directly under `parent`, or at the top of the space, in order."""
    seen = Page.objects.visible_to(user).filter(space=space, parent=parent)
    return seen.order_by("position", "pk").only("pk", "title", "position")
