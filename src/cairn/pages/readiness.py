"""What a page still lacks before it is published, as apps above say; wired in `config/panels.py`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from django.utils.module_loading import import_string
from django.utils.translation import ngettext

from cairn.core.errors import Invalid
from cairn.documents import Adf
from cairn.pages.models import Page

READINESS = "cairn.config.panels.READINESS"  # by name: the list wires apps that lie above this one


@dataclass(frozen=True, slots=True)
class Gap:
    """A section that nobody has filled. `anchor` leads to its heading in the page's editor; "" where that is gone."""

    heading: str
    anchor: str = ""

    def __str__(self) -> str:
        return self.heading


@dataclass(frozen=True, slots=True)
class Lack:
    """Sections that nobody has filled: `required` ones keep the page from being published."""

    required: tuple[Gap, ...] = ()
    empty: tuple[Gap, ...] = ()

    @property
    def first(self) -> Gap:
        """Where the filling begins."""
        return next((each for each in self.required if each.anchor), self.required[0])


class Unready(Invalid):
    """A page that can't be published yet: `gaps` have to be filled first."""

    def __init__(self, message: str, gaps: Sequence[Gap]) -> None:
        super().__init__(message, fields={"sections": ", ".join(each.heading for each in gaps)})
        self.gaps = gaps


def lack_of(page: Page, body: Adf) -> Lack:
    """What the published version lacks as well is required no more: its template asks for more than it did."""
    lack = _lack_of(page, body)
    found = _lack_of(page, page.published.body).required if page.published and lack.required else ()
    before = {each.heading for each in found}
    required = tuple(each for each in lack.required if each.heading not in before)
    return Lack(required, tuple(each for each in lack.required if each.heading in before) + lack.empty)


def refuse_unready(page: Page, body: Adf) -> None:
    """Raises Unready for required sections that are empty or gone."""
    if gaps := lack_of(page, body).required:
        names = [each.heading for each in gaps]
        words = ngettext(
            "“%(names)s” has to be filled before this page is published. The draft is safe; fill it and publish again.",
            "“%(names)s” have to be filled before this page is published. The draft is safe; fill them and publish again.",
            len(names),
        )
        raise Unready(words % {"names": "”, “".join(names)}, gaps)


def _lack_of(page: Page, body: Adf) -> Lack:
    found = [ask(page, body) for ask in _asked()]
    return Lack(
        tuple(gap for each in found for gap in each.required), tuple(gap for each in found for gap in each.empty)
    )


@cache
def _asked() -> Sequence[Callable[[Page, Adf], Lack]]:
    return [import_string(name) for name in import_string(READINESS)]
