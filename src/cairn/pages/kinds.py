"""What each kind of page adds to a page. Kinds live in apps above this one and are wired in `config/kinds.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from cairn.pages.models import Page
    from cairn.people.actors import Actor
    from cairn.people.models import User

HALF = _("It is more than its text, and a copy of that would be half of it.")
KINDS = "cairn.config.kinds.KINDS"  # by name: the list wires apps that lie above this one


@dataclass(frozen=True, slots=True)
class Facts:
    """What a smart card shows of a kind beside the title: a state in a word, its tone, the outcome and its date."""

    status: str = ""
    tone: str = ""  # of the lozenge: info, success, warning, danger, suggest or none
    outcome: str = ""
    number: str = ""  # "D-12"
    date: str = ""  # of the outcome, in the reader's words


@dataclass(frozen=True, slots=True)
class Kept:
    """Why pages can't be thrown away: a sentence, and the pages that stand in the way, of those the asker may see."""

    reason: str
    pages: Sequence[Page] = ()


def _always(user: Actor, page: Page) -> bool:
    return True


def _never(page: Page) -> str | None:
    return None


def _nobody(page_ids: Iterable[int], going: Iterable[int], user: Actor) -> Kept | None:
    return None


def _nothing(page_ids: Iterable[int], reader: User) -> Mapping[int, Facts]:
    return {}


@dataclass(frozen=True, slots=True)
class Kind:
    """`locked` gives the reason why nobody may change the body now, or None. `card` answers for many pages at once, each of
    which its reader may see: what they point at she may not.

    `kept` is asked before pages of the kind go to the trash, with all that go: why they may not, or None.
    `can_edit_body` narrows who may write the body among those who may edit the page. `spin_up` names (dotted) what
    makes a page of this kind, `(space, *, by, title, parent=None, body=None) -> Page`; empty: `create_page` does.
    `takes`: what a template's form may say of the kind beside its text, by the kind's own names, with the type that an
    answer has to have ("text", "person", "team", "date", "choice"); `take` names (dotted) what puts such answers in
    their places, `(page, answers by name, *, by) -> None`, and raises Invalid that names in `fields` what it can't use.
    `no_copy`: why its pages can't be copied and what to do instead; empty where title, text, files and labels are all
    of a page.
    """

    name: str
    label: str | Promise
    icon: str = "file-text"
    can_edit_body: Callable[[Actor, Page], bool] = _always
    locked: Callable[[Page], str | None] = _never
    kept: Callable[[Iterable[int], Iterable[int], Actor], Kept | None] = _nobody
    card: Callable[[Iterable[int], User], Mapping[int, Facts]] = _nothing
    spin_up: str = ""
    takes: Mapping[str, str] = field(default_factory=dict)
    take: str = ""
    no_copy: str | Promise = HALF


PAGE = Kind("page", _("Page"), no_copy="")


@cache
def kinds() -> dict[str, Kind]:
    """Every kind by its name."""
    found: list[Kind] = [import_string(name) for name in import_string(KINDS)]
    return {kind.name: kind for kind in found}


def kind_of(page: Page) -> Kind:
    """The page's kind; a plain page where its app is not installed any more."""
    return kinds().get(page.kind, PAGE)


def kept(pages: Iterable[tuple[int, str]], user: Actor) -> Kept | None:
    """What keeps pages, given by id and kind, from being thrown away together; None when nothing does."""
    going = dict(pages)
    for kind in kinds().values():
        mine = [pk for pk, name in going.items() if name == kind.name]
        if mine and (found := kind.kept(mine, list(going), user)) is not None:
            return found
    return None
