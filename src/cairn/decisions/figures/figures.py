"""What was decided in a space, how long it took, and whether it brought what was expected: for one reader."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from django.db.models import Count, Exists, OuterRef

from cairn.core.clock import now
from cairn.decisions.figures.waiting import Waiting, waiting_for
from cairn.decisions.log.finding import scoped
from cairn.decisions.models import Came, Decision, EffectReview, Escalation
from cairn.decisions.queries import STATES, DecisionQuerySet
from cairn.people.models import User
from cairn.spaces.models import Space
from cairn.ui.months import last_months, month_of

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Closed:
    """One decision that was made here: when, how long it took (None: it has no start), and whether it met."""

    at: datetime
    took: timedelta | None
    met: bool


@dataclass(frozen=True)
class Month:
    label: str  # "Nov"
    title: str  # "November 2026"
    closed: int
    days: float | None  # the median


@dataclass(frozen=True)
class Answer:
    label: str
    count: int


@dataclass(frozen=True)
class Figures:
    """`days` is the median from start to outcome, `alone` the percentage that closed without a meeting; None: no number
    yet. Decisions that were imported are left out: they were made elsewhere."""

    closed: int
    days: float | None
    alone: int | None
    overdue: list[Decision]
    came: list[Answer]
    reviewed: int
    months: list[Month]
    waiting: list[Waiting]

    @classmethod
    def of(cls, user: User, space: Space) -> Figures:
        """Seven queries, however many decisions. Of what she may not see nothing is counted."""
        everything = scoped(user, space)
        running = everything.filter(STATES["running"])
        closed = _closed(everything)
        reviews = _reviews(everything)
        return cls(
            closed=len(closed),
            days=_days(closed),
            alone=round(100 * sum(not each.met for each in closed) / len(closed)) if closed else None,
            overdue=list(running.filter(due_at__lt=now()).for_lists().order_by("due_at", "pk")[:20]),
            came=[Answer(str(came.label), reviews[came.value]) for came in Came],
            reviewed=reviews.total(),
            months=_months(closed),
            waiting=waiting_for(user, running),
        )


def _closed(everything: DecisionQuerySet) -> list[Closed]:
    met = Escalation.objects.filter(decision=OuterRef("pk"), cancelled_at=None)
    found = everything.filter(outcome__isnull=False, imported=None).annotate(met=Exists(met))
    rows = found.order_by().values_list("outcome__at", "start__at", "met")
    return [Closed(at, at - start if start else None, bool(met)) for at, start, met in rows]


def _reviews(everything: DecisionQuerySet) -> Counter[str]:
    """How often the expected effect came, of the reviews that were answered."""
    reviews = EffectReview.objects.filter(outcome__decision__in=everything.order_by().values("pk"))
    return Counter(dict(reviews.exclude(came="").values_list("came").annotate(n=Count("pk"))))


def _days(closed: list[Closed]) -> float | None:
    took = [each.took / DAY for each in closed if each.took is not None]
    return round(median(took), 1) if took else None


def _months(closed: list[Closed]) -> list[Month]:
    """The last twelve, the oldest first."""
    by_month: dict[tuple[int, int], list[Closed]] = defaultdict(list)
    for each in closed:
        by_month[month_of(each.at)].append(each)
    months = last_months()
    return [Month(m.label, m.title, len(by_month[m.key]), _days(by_month[m.key])) for m in months]
