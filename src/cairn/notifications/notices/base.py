"""What a notice is, and what all of them use. Each neighbour in this folder holds those of one app.

A neighbour has four tables: `NOTICES` (event -> who hears of it), `REASONS` (why, in words), `ASKS` (which of these
reasons want something of her) and `SETTLES` (event -> what is done by itself); one with ends that can move has `MOVES`. See docs/subsystems/notifications.md.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from cairn.activity.models import Event
from cairn.notifications.models import Watch
from cairn.pages.models import Page
from cairn.questions.models import Question


@dataclass(frozen=True)
class Notice:
    """One person's reason to hear of an event. `text` is one line; `anchor` is added to the page's address; `due_at` is
    by when something is wanted of her.

    `subject` names what it is about ("thread:12", "decision:4", "review:7"): when that is done, the notice is done.
    """

    user_id: int
    reason: str
    text: str
    excerpt: str = ""
    anchor: str = ""
    subject: str = ""
    due_at: datetime | None = None
    link: str = ""  # where it leads, where that is not the page


@dataclass(frozen=True)
class Settled:
    """What an event was the end of: every notice about `subject` that came before it is done.

    Of `user_id` or (None) of everybody; only those with `reason`, or ("") all.
    """

    subject: str
    user_id: int | None = None
    reason: str = ""


@dataclass(frozen=True)
class Moved:
    """What an event has moved: whatever is still wanted about `subject` is wanted by `due_at` now. `is_all`: every
    notice about it wants the same, those too that had no end."""

    subject: str
    due_at: datetime | None
    is_all: bool = False


Notices = Iterable[Notice]
Place = Page | Question  # what a notice stands at: a page, or an everyday question of a space
Reasons = dict[str, Promise | str]
NoticesOf = Callable[[Event, Page], Notices]
NoticesOfQuestion = Callable[[Event, Question], Notices]
SettledBy = Callable[[Event], Iterable[Settled]]
MovedBy = Callable[[Event], Iterable[Moved]]


def instant_of(value: object) -> datetime | None:
    """An instant as events carry it."""
    return datetime.fromisoformat(value) if isinstance(value, str) and value else None


def who(event: Event) -> str:
    return event.by.name if event.by else "Cairn"


def watchers(page: Page) -> list[int]:
    """Who watches the page, a page above it with all below, or its space."""
    return sorted(set(Watch.objects.reaching(page).values_list("user_id", flat=True)))
