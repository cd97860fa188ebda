"""Where a page from a template goes, as somebody chose it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cairn.core.errors import Forbidden, Invalid
from cairn.core.ids import number
from cairn.documents import to_text
from cairn.pages.drafts import draft_body
from cairn.pages.loaders import page_for
from cairn.pages.models import Page
from cairn.people.models import User
from cairn.spaces.models import Space


@dataclass(frozen=True)
class Place:
    """`spaces` she may make pages in, `key` the chosen one, `parent` the page to stand under if one was named."""

    spaces: list[Space]
    key: str
    parent: Page | None
    asked: str = ""  # the key that was named, hers or not
    page: Page | None = None  # an empty page to begin in

    @classmethod
    def of(cls, user: User, asked: Mapping[str, str]) -> Place:
        """From `space` (a key), `parent` or `page` (ids of pages). Raises Missing for a page she may not see."""
        spaces = list(Space.objects.with_role(user, "editor"))
        page, parent = _named(user, asked.get("page", "")), _named(user, asked.get("parent", ""))
        if page is not None:  # one that holds words keeps them: what is chosen becomes a page below
            page, parent = (page, page.parent) if is_empty(page) else (None, page)
        keys = [space.key for space in spaces]
        near = page or parent
        wanted = [near.space.key if near else "", asked.get("space", ""), *keys]
        return cls(spaces, next((key for key in wanted if key in keys), ""), parent, wanted[0] or wanted[1], page)

    @property
    def query(self) -> str:
        """The same place in an address."""
        if self.page or self.parent:
            return f"page={self.page.pk}" if self.page else f"parent={self.parent.pk}"  # type: ignore[union-attr]
        return f"space={self.asked}" if self.asked else ""

    def space(self) -> Space:
        """Raises Forbidden when she may not make pages in the space she named, Invalid when in none at all."""
        if self.spaces and self.asked and self.asked != self.key:
            raise Forbidden(_("Only editors of this space can make pages in it. Choose another space."))
        space = next((space for space in self.spaces if space.key == self.key), None)
        if space is None:
            words = _("There is no space you can make pages in yet. Ask an admin of a space to make you an editor.")
            raise Invalid(words, fields={"space": words})
        return space


def is_empty(page: Page) -> bool:
    """Whether nobody has written in it, nor published it."""
    return page.published_id is None and not to_text(draft_body(page)).strip()


def _named(user: User, value: str) -> Page | None:
    pk = number(value)
    return page_for(user, pk) if pk is not None else None
