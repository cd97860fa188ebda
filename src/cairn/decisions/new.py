"""Where a new decision comes from and where it will stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from cairn.core.errors import Forbidden, Invalid
from cairn.decisions.background import begun_with, may_quote
from cairn.decisions.frameworks.picker import Picker
from cairn.decisions.origins import Origin, origin_of
from cairn.documents.types import Adf
from cairn.pages.access import can_edit
from cairn.pages.models import Page
from cairn.people.models import User
from cairn.spaces.models import Space

SECTIONS_FOR = "cairn.config.beginnings.SECTIONS_FOR"  # by name: templates are beside this app


@dataclass(frozen=True)
class Beginning:
    """`origin` is the page, thread or action item it comes from, `spaces` those she may make pages in, `key` the one to offer first."""

    user: User
    spaces: list[Space]
    origin: Origin | None
    key: str
    title: str
    picker: Picker
    asked: str = ""  # the key that was named, hers or not

    @classmethod
    def of(cls, user: User, asked: Mapping[str, str]) -> Beginning:
        """From what `origins` reads, `space` (a key) and `title`. Raises Missing for a source she may not see."""
        spaces = list(Space.objects.with_role(user, "editor"))
        origin = origin_of(user, asked)
        keys = [space.key for space in spaces]
        wanted = [asked.get("space", ""), origin.page.space.key if origin else "", *keys]
        key = next((key for key in wanted if key in keys), "")
        title = asked.get("title", origin.title if origin else "")
        return cls(user, spaces, origin, key, title, Picker.of(asked), wanted[0])

    def chosen(self) -> Space:
        """Raises Forbidden when she may not make pages in the space she named, Invalid when there is none at all."""
        if self.spaces and self.asked and self.asked != self.key:
            raise Forbidden(_("Only editors of this space can make a decision in it. Choose another space."))
        space = next((space for space in self.spaces if space.key == self.key), None)
        if space is None:
            raise Invalid(_("Choose a space you can edit."), fields={"space": _("Choose a space you can edit.")})
        return space

    def place(self) -> Space | Page:
        """Where it will stand: under the page it came from, or at the top of the space. Raises as `chosen`."""
        space = self.chosen()
        return self.parent or space

    @property
    def source(self) -> Page | None:
        return self.origin.page if self.origin else None

    @property
    def body(self) -> Adf:
        """Where it comes from, then what the template of its framework asks for."""
        sections = import_string(import_string(SECTIONS_FOR))(self.user, self.chosen(), self.picker.key)
        return begun_with(self.origin.body(quoted=self.quotes) if self.origin else None, sections)

    @property
    def must_choose(self) -> bool:
        """She pressed once, somewhere she may not make pages: the form asks her for another space."""
        return self.source is not None and self.source.space.key != self.key

    @property
    def parent(self) -> Page | None:
        """Under the page it came from, when it stays in that space and she may add to that page."""
        if self.source is None or self.source.space.key != self.key or not can_edit(self.user, self.source):
            return None
        return self.source

    @property
    def quotes(self) -> bool:
        """Whether the source's text becomes the background; a restricted one is only linked where others read."""
        return self.source is not None and may_quote(self.source, self.parent)
