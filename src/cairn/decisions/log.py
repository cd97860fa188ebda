"""The decision log of one space for one reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import Count
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from cairn.decisions.models import Decision, Status
from cairn.decisions.queries import STATES
from cairn.decisions.words import first_line
from cairn.people.models import User
from cairn.spaces.access import can_edit_in_space
from cairn.spaces.models import Space

PER_PAGE = 50


@dataclass(frozen=True)
class Row:
    decision: Decision
    status: Status
    outcome_line: str


@dataclass(frozen=True)
class Log:
    space: Space
    status: str
    words: str
    counts: dict[str, int]
    page: PaginatorPage[Decision]
    may_add: bool

    @classmethod
    def of(cls, user: User, space: Space, asked: Mapping[str, str]) -> Log:
        """`status` ("running", "decided", "draft" or all), `q`, `page`. Three queries and the right to add."""
        status = asked.get("status", "")
        status = status if status in set(Status) else ""
        words = asked.get("q", "").strip()[:200]
        everything = Decision.objects.visible_to(user).of_space(space)
        counted = {name: Count("pk", filter=condition) for name, condition in STATES.items()}
        counts = everything.aggregate(all=Count("pk"), **counted)
        found = everything.with_status(status).matching(words).for_lists().in_log_order()
        page = Paginator(found, PER_PAGE).get_page(asked.get("page"))
        return cls(space, status, words, counts, page, can_edit_in_space(user, space))

    @property
    def rows(self) -> list[Row]:
        return [Row(each, each.status, self._line(each)) for each in self.page]

    @property
    def is_empty(self) -> bool:
        """Nothing at all yet, as against nothing found."""
        return not self.counts["all"]

    @property
    def url(self) -> str:
        return reverse("decision_log", args=[self.space.key])

    @property
    def new_url(self) -> str:
        return f"{reverse('decision_new')}?space={self.space.key}"

    @property
    def crumbs(self) -> list[dict[str, str]]:
        return [{"title": self.space.name, "url": f"/spaces/{self.space.key}/"}, {"title": _("Decisions"), "url": ""}]

    @property
    def tabs(self) -> list[dict[str, Any]]:
        labels = {"": _("All"), "running": _("Running"), "decided": _("Decided"), "draft": _("Drafts")}
        rare = {"superseded": _("Superseded"), "withdrawn": _("Withdrawn")}
        labels |= {status: label for status, label in rare.items() if self.counts[status] or status == self.status}
        return [
            {
                "label": label,
                "url": self._address(status=status),
                "is_current": status == self.status,
                "count": self.counts[status or "all"],
            }
            for status, label in labels.items()
        ]

    @property
    def next_url(self) -> str:
        return self._address(status=self.status, page=self.page.next_page_number()) if self.page.has_next() else ""

    @property
    def previous_url(self) -> str:
        return (
            self._address(status=self.status, page=self.page.previous_page_number()) if self.page.has_previous() else ""
        )

    def _address(self, **asked: str | int) -> str:
        query: dict[str, str | int] = {key: value for key, value in {**asked, "q": self.words}.items() if value}
        return f"{self.url}?{urlencode(query)}" if query else self.url

    def _line(self, decision: Decision) -> str:
        outcome = getattr(decision, "outcome", None)
        return first_line(outcome.statement) if outcome else ""
