"""What belongs to a page and lives in other apps, for the block "Project state": one shape for all who contribute."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from cairn.pages.models import Page
from cairn.people.models import User

MOST = 20  # rows of one part


@dataclass(frozen=True, slots=True)
class Linked:
    """One row. `note` says whose it is and by when; `page_id` is where it lives, so that changes there are heard."""

    title: str
    url: str
    status: str
    tone: str
    icon: str
    page_id: int
    note: str = ""
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class LinkedPart:
    """What one app has: its rows, open ones first, and how many there are beside them.

    `near`: pages besides those of the rows from where the next row may come, which she may see.
    """

    label: str
    icon: str
    rows: Sequence[Linked]
    total: int
    open: int
    near: Collection[int] = ()


@dataclass(frozen=True, slots=True)
class About:
    """The page, and the pages that its text links to and that link to it, by id."""

    page: Page
    links_to: frozenset[int]
    linked_from: frozenset[int]

    @property
    def near(self) -> frozenset[int]:
        return self.links_to | self.linked_from


Contributor = Callable[[User, About], LinkedPart]
