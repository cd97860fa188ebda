"""How questions are answered: asked and answered, how long it took, votes, and how much the community answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from cairn.core.spread import Spread, spread_of
from cairn.questions.figures.facts import Fact
from cairn.questions.words import span_words
from cairn.ui.months import last_months, month_of

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True)
class Figures:
    """`community` and `answered_share` are percentages; None: nothing to take a share of."""

    asked: int
    answered: int
    votes: int
    community: int | None
    first: Spread | None

    @classmethod
    def of(cls, facts: Sequence[Fact]) -> Figures:
        settled = [fact.community for fact in facts if fact.community is not None]
        return cls(
            asked=len(facts),
            answered=sum(fact.answered for fact in facts),
            votes=sum(fact.votes for fact in facts),
            community=share(sum(settled), len(settled)),
            first=spread_of([fact.took for fact in facts if fact.took is not None]),
        )

    @property
    def answered_share(self) -> int | None:
        return share(self.answered, self.asked)

    @property
    def first_words(self) -> str:
        return span_words(self.first.median) if self.first else ""

    @property
    def spread_words(self) -> str:
        """Between which two the middle half lies."""
        if self.first is None or self.first.low is None or self.first.high is None:
            return ""
        low, high = span_words(self.first.low), span_words(self.first.high)
        return "" if low == high else _("half of them between %(low)s and %(high)s") % {"low": low, "high": high}


@dataclass(frozen=True)
class Line:
    """A line of a table of figures, and a bar of its chart."""

    label: str
    title: str
    asked: int
    answered: int
    hours: float | None = None


def share(part: int, whole: int) -> int | None:
    return round(100 * part / whole) if whole else None


def by_wait(facts: Sequence[Fact]) -> list[tuple[str, int]]:
    """How many had their first answer within an hour, a day …; those of which only the hour is known are left out."""
    steps = [
        (HOUR, _("in an hour")),
        (DAY, _("in a day")),
        (3 * DAY, _("in 3 days")),
        (7 * DAY, _("in a week")),
        (None, _("later")),
    ]
    counts = [0] * len(steps)
    for took in (fact.took for fact in facts if fact.took is not None):
        counts[next(at for at, (most, _label) in enumerate(steps) if most is None or took <= most)] += 1
    return [(label, count) for (_most, label), count in zip(steps, counts, strict=True)]


def by_month(facts: Sequence[Fact]) -> list[Line]:
    """The last twelve months by the month in which it was asked, the oldest first."""
    found: dict[tuple[int, int], list[Fact]] = defaultdict(list)
    for fact in facts:
        found[month_of(fact.at)].append(fact)
    return [_line(month.label, month.title, found[month.key]) for month in last_months()]


def _line(label: str, title: str, facts: list[Fact]) -> Line:
    first = spread_of([fact.took for fact in facts if fact.took is not None])
    hours = round(first.median / HOUR, 1) if first else None
    return Line(label, title, len(facts), sum(fact.answered for fact in facts), hours)
