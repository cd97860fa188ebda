"""What each kind of page adds to a page. Kinds live in apps above this one and are wired in `config/kinds.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from cairn.pages.models import Page
    from cairn.people.actors import Actor

KINDS = "cairn.config.kinds.KINDS"  # by name: the list wires apps that lie above this one


@dataclass(frozen=True, slots=True)
class Facts:
    """What a smart card shows of a kind beside the title: a state in a word, its tone, and the outcome."""

    status: str = ""
    tone: str = ""  # of the lozenge: info, success, warning, danger, suggest or none
    outcome: str = ""
    number: str = ""  # "D-12"


def _always(user: Actor, page: Page) -> bool:
    return True


def _never(page: Page) -> str | None:
    return None


def _nothing(page_ids: Iterable[int]) -> Mapping[int, Facts]:
    return {}


@dataclass(frozen=True, slots=True)
class Kind:
    """`locked` gives the reason why nobody may change the body now, or None. `card` answers for many pages at once.

    `can_edit_body` narrows who may write the body among those who may edit the page. `spin_up` names (dotted) what
    makes a page of this kind, `(space, *, by, title, parent=None, body=None) -> Page`; empty: `create_page` does.
    """

    name: str
    label: str | Promise
    icon: str = "file-text"
    can_edit_body: Callable[[Actor, Page], bool] = _always
    locked: Callable[[Page], str | None] = _never
    card: Callable[[Iterable[int]], Mapping[int, Facts]] = _nothing
    spin_up: str = ""


PAGE = Kind("page", _("Page"))


@cache
def kinds() -> dict[str, Kind]:
    """Every kind by its name."""
    found: list[Kind] = [import_string(name) for name in import_string(KINDS)]
    return {kind.name: kind for kind in found}


def kind_of(page: Page) -> Kind:
    """The page's kind; a plain page where its app is not installed any more."""
    return kinds().get(page.kind, PAGE)
