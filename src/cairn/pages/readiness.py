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
class Lack:
    """Headings of sections that nobody has filled: `required` ones keep the page from being published."""

    required: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()


def lack_of(page: Page, body: Adf) -> Lack:
    """What the published version lacks as well is required no more: its template asks for more than it did."""
    lack = _lack_of(page, body)
    before = _lack_of(page, page.published.body).required if page.published and lack.required else ()
    required = tuple(name for name in lack.required if name not in before)
    return Lack(required, tuple(name for name in lack.required if name in before) + lack.empty)


def refuse_unready(page: Page, body: Adf) -> None:
    """Raises Invalid that names every required section which is empty or gone."""
    if names := lack_of(page, body).required:
        words = ngettext(
            "“%(names)s” has to be filled before this page is published. The draft is safe; fill it and publish again.",
            "“%(names)s” have to be filled before this page is published. The draft is safe; fill them and publish again.",
            len(names),
        )
        raise Invalid(words % {"names": "”, “".join(names)}, fields={"sections": ", ".join(names)})


def _lack_of(page: Page, body: Adf) -> Lack:
    found = [ask(page, body) for ask in _asked()]
    return Lack(
        tuple(name for each in found for name in each.required), tuple(name for each in found for name in each.empty)
    )


@cache
def _asked() -> Sequence[Callable[[Page, Adf], Lack]]:
    return [import_string(name) for name in import_string(READINESS)]
