"""Decisions as the log shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from django.utils import timezone
from django.utils.formats import date_format

from cairn.core.clock import now
from cairn.decisions.frameworks.builtin import DEFAULT
from cairn.decisions.log.finding import loaded
from cairn.decisions.log.passages import Passage, passages
from cairn.decisions.models import Decision, Outcome, Status
from cairn.decisions.words import first_line
from cairn.people.models import User


@dataclass(frozen=True)
class Row:
    decision: Decision
    status: Status
    found: list[Passage] = field(default_factory=list)

    @property
    def outcome(self) -> Outcome | None:
        return getattr(self.decision, "outcome", None)

    @property
    def line(self) -> str:
        return first_line(self.outcome.statement) if self.outcome else ""

    @property
    def number(self) -> str:
        return self.outcome.label if self.outcome else ""

    @property
    def heir(self) -> str:
        """The number of what took its place, for whoever may read that: "D-7"."""
        if self.status != Status.SUPERSEDED or not getattr(self.decision, "sees_heir", False):
            return ""
        return self.decision.supersession.replacement.outcome.label

    @property
    def heir_url(self) -> str:
        return f"/pages/{self.decision.supersession.replacement.page_id}/" if self.heir else ""

    @property
    def cited(self) -> int:
        """How many pages cite it, of those that the reader sees."""
        return int(getattr(self.decision, "citations_count", 0))

    @property
    def is_overdue(self) -> bool:
        due = self.decision.due_at
        return self.status == Status.RUNNING and due is not None and due < now()

    @property
    def framework(self) -> str:
        return "" if self.decision.framework.framework.key == DEFAULT else self.decision.framework.framework.name

    @property
    def tags(self) -> list[str]:
        return [label.name for label in self.decision.page.labels.all()]

    @property
    def moment(self) -> datetime:
        """When it was decided, else when it is due, else when it was begun."""
        return self.outcome.at if self.outcome else self.decision.due_at or self.decision.created_at


@dataclass(frozen=True)
class Month:
    label: str
    key: str  # "2026-11"
    rows: list[Row]


def rows_of(ids: Sequence[int], user: User, words: str = "") -> list[Row]:
    decisions = loaded(ids, user)
    found = passages(decisions, words, user)
    return [Row(each, each.status, found.get(each.pk, [])) for each in decisions]


def months_of(rows: Sequence[Row]) -> list[Month]:
    """Rows that come by their moment, month by month in the reader's zone."""

    def month(row: Row) -> tuple[int, int]:
        moment = timezone.localtime(row.moment)
        return moment.year, moment.month

    found = []
    for (year, number), group in groupby(rows, month):
        here = list(group)
        label = date_format(timezone.localtime(here[0].moment), "F Y")
        found.append(Month(label, f"{year}-{number:02d}", here))
    return found
