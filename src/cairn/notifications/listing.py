"""What an inbox shows: a bounded number of rows by a constant number of queries, however much waits.

The inbox itself is grouped by page, the pages with the latest first; what is put off or done is a plain list. Each goes
on from a place in it (`Place`), never from a count of rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, Count, ExpressionWrapper, F, Max, Q, Window
from django.db.models.expressions import Combinable
from django.db.models.functions import RowNumber

from cairn.notifications.models import Notification
from cairn.notifications.notices import ASKS
from cairn.notifications.queries import NotificationQuerySet
from cairn.pages.models import Page
from cairn.people.models import User
from cairn.questions.models import Question

GROUPS = 20  # pages shown at once
IN_GROUP = 3  # of each page; the rest is a click away
ROWS = 50  # of a plain list
TABS = {"": "sorted_at", "snoozed": "snoozed_until", "done": "done_at"}
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Place:
    """Where a list goes on: after the row with this instant and id (of a question's group: less than nought, as
    questions stand behind pages of the same instant). Written "1790000000000000-12"."""

    at: datetime
    pk: int

    def __str__(self) -> str:
        return f"{(self.at - EPOCH) // timedelta(microseconds=1)}-{self.pk}"

    @classmethod
    def of(cls, text: str) -> Place | None:
        micros, _, pk = text.partition("-")
        if not (micros.isdecimal() and pk.removeprefix("-").isdecimal() and len(micros) < 17 and len(pk) < 19):
            return None
        return cls(EPOCH + timedelta(microseconds=int(micros)), int(pk))


@dataclass
class Group:
    page: Page | Question
    items: list[Notification]
    more: int = 0  # that are not shown

    @property
    def upto(self) -> int:
        return max(item.pk for item in self.items)

    @property
    def is_question(self) -> bool:
        return isinstance(self.page, Question)


@dataclass
class Shown:
    """`older`: where the list goes on, if it does."""

    groups: list[Group] = field(default_factory=list)
    older: Place | None = None

    @property
    def upto(self) -> int:
        return max((group.upto for group in self.groups), default=0)


@dataclass(frozen=True)
class Wish:
    """What she wants to see: a tab, a kind of reason, one page or question, and from where on."""

    tab: str = ""
    only: str = ""
    page: int | None = None
    question: int | None = None
    before: Place | None = None


def shown(user: User, wish: Wish) -> Shown:
    if wish.tab == "" and wish.page is None and wish.question is None:
        return _grouped(user, wish)
    return _plain(user, wish)


def _of_kind(found: NotificationQuerySet, only: str) -> NotificationQuerySet:
    if only == "mentions":
        return found.filter(reason="mentioned")
    if only == "asks":
        return found.filter(reason__in=ASKS)
    if only == "watching":
        return found.exclude(reason__in=ASKS | {"mentioned"})
    return found


def _grouped(user: User, wish: Wish) -> Shown:
    hers = Page.objects.editable_by(user).values("pk")
    mine = Notification.objects.filter(Q(on_draft=False) | Q(page__in=hers), user=user)
    waiting = _of_kind(mine.waiting(), wish.only)
    heads = _heads(waiting, wish.before)
    heads, rest = heads[:GROUPS], heads[GROUPS:]
    pages = Page.objects.visible_to(user).select_related("space").in_bulk([each.key for each in heads if each.key > 0])
    asked = [-each.key for each in heads if each.key < 0]
    questions = Question.objects.visible_to(user).select_related("space").in_bulk(asked) if asked else {}
    seen: dict[int, Page | Question] = {**pages, **{-pk: question for pk, question in questions.items()}}
    items = _first_of(waiting.filter(page__in=pages), "page") if pages else {}
    if questions:
        items |= {-pk: rows for pk, rows in _first_of(waiting.filter(question__in=questions), "question").items()}
    groups = [
        Group(seen[each.key], items[each.key], each.many - len(items[each.key])) for each in heads if each.key in items
    ]
    older = Place(heads[-1].latest, heads[-1].key) if rest else None
    # Pages that were closed to her since fill no screen: what lies behind them is shown at once.
    return Shown(groups, older) if groups or older is None else _grouped(user, replace(wish, before=older))


class Head(NamedTuple):
    """A page (its id), or a question (its id below nought), with the latest of what waits there and how much."""

    latest: datetime
    key: int
    many: int


def _heads(waiting: NotificationQuerySet, before: Place | None) -> list[Head]:
    """Both kinds in one query, each counted by its own index."""
    pages = _latest(waiting.filter(page__isnull=False), F("page"))
    questions = _latest(waiting.filter(question__isnull=False), F("question") * -1)
    if before is not None:
        behind = Q(latest__lt=before.at) | Q(latest=before.at, key__lt=before.pk)
        pages, questions = pages.filter(behind), questions.filter(behind)
    rows = pages.union(questions, all=True).order_by("-latest", "-key")[: GROUPS + 1]
    return [Head(row["latest"], row["key"], row["many"]) for row in rows]


def _latest(found: NotificationQuerySet, key: Combinable) -> Any:
    grouped = found.order_by().annotate(key=ExpressionWrapper(key, output_field=BigIntegerField())).values("key")
    return grouped.annotate(latest=Max("sorted_at"), many=Count("pk"))


def _first_of(waiting: NotificationQuerySet, by: str) -> dict[int, list[Notification]]:
    """The latest few of each page or question, of what is known to be hers to see."""
    rank = Window(RowNumber(), partition_by=F(by), order_by=[F("sorted_at").desc(), F("pk").desc()])
    # Ranked as bare ids: whole rows with all that is joined to them would be carried through the ranking.
    ranked = waiting.order_by().annotate(rank=rank).filter(rank__lte=IN_GROUP).values_list("pk", flat=True)
    found: dict[int, list[Notification]] = {}
    rows = Notification.objects.filter(pk__in=list(ranked)).select_related("event__by")
    for item in rows.order_by("-sorted_at", "-pk"):
        found.setdefault(getattr(item, f"{by}_id"), []).append(item)
    return found


def _plain(user: User, wish: Wish) -> Shown:
    mine, by = Notification.objects.visible_to(user), TABS[wish.tab]
    found = {"": mine.waiting, "snoozed": mine.asleep, "done": mine.done}[wish.tab]()
    found = _of_kind(found, wish.only).filter(Q(page__isnull=False) | Q(question__isnull=False))
    if wish.page is not None:
        found = found.filter(page=wish.page)
    if wish.question is not None:
        found = found.filter(question=wish.question)
    if wish.before is not None:
        at, pk = wish.before.at, wish.before.pk
        found = found.filter(Q(**{f"{by}__lt": at}) | Q(**{by: at, "pk__lt": pk}))
    rows = list(found.for_inbox().order_by(f"-{by}", "-pk")[: ROWS + 1])
    rows, rest = rows[:ROWS], rows[ROWS:]
    return Shown(list(_neighbours(rows)), Place(getattr(rows[-1], by), rows[-1].pk) if rest else None)


def _neighbours(rows: list[Notification]) -> Iterable[Group]:
    for place, items in groupby(rows, key=lambda item: item.place):
        yield Group(place, list(items))
