"""The questions of a space outside of sessions, as one reader sees them: a sheet at a time, in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from cairn.core.ids import number
from cairn.people.models import User
from cairn.questions.access import can_ask_in_space
from cairn.questions.models import Question, QuestionLabel, State, Tagged
from cairn.questions.queries import UNANSWERED
from cairn.questions.screen import PER_SHEET, Row, rows_of
from cairn.spaces.models import Space

VIEWS = {
    "open": _("Unanswered"),
    "newest": _("Newest"),
    "votes": _("Most votes"),
    "mine": _("For you"),
    "outdated": _("Out of date"),
}


@dataclass(frozen=True)
class Wanted:
    """How the list is asked for in an address. Unasked, a space shows what waits for an answer, where anything does."""

    view: str = ""
    label: str = ""
    words: str = ""
    sheet: int = 1

    @classmethod
    def of_query(cls, query: QueryDict) -> Wanted:
        view, sheet = query.get("view", ""), number(query.get("sheet", "")) or 1
        words = " ".join(query.get("q", "")[:200].split())
        return cls(view if view in VIEWS else "", query.get("label", "")[:40], words, max(1, min(sheet, 100_000)))

    def query(self, **changes: Any) -> str:
        values = {"view": self.view, "label": self.label, "q": self.words, "sheet": self.sheet, **changes}
        return urlencode([(name, value) for name, value in values.items() if value not in ("", 1)])


class Everyday:
    """`wanted.view` "open" is the oldest first: what has waited longest is what somebody should answer."""

    def __init__(self, space: Space, user: User, wanted: Wanted) -> None:
        self.space, self.user, self.wanted = space, user, wanted

    @cached_property
    def all(self) -> QuerySet[Question]:
        return Question.objects.visible_to(self.user).shown().filter(space=self.space, session=None)

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many each view has, whatever is searched for. One query."""
        standing = Q(state=State.OPEN)
        found = self.all.aggregate(
            open=Count("pk", filter=standing & UNANSWERED),
            newest=Count("pk", filter=standing),
            outdated=Count("pk", filter=Q(state=State.OBSOLETE)),
            mine=Count("pk", filter=standing & self._hers),
        )
        return {**found, "votes": found["newest"]}

    @property
    def view(self) -> str:
        if self.wanted.view:
            return self.wanted.view
        return "newest" if self.wanted.words or self.wanted.label or not self.counts["open"] else "open"

    @property
    def _hers(self) -> Q:
        """Asked by her, or waiting for her."""
        waiting = Tagged.objects.filter(user=self.user, passed_at=None).values("question")
        return Q(asker=self.user) | (Q(pk__in=waiting) & UNANSWERED)

    @cached_property
    def found(self) -> QuerySet[Question]:
        shown = self.all.filter(labels__name=self.wanted.label) if self.wanted.label else self.all
        for word in self.wanted.words.split()[:8]:
            answered = Q(given__text__icontains=word, given__deleted_at=None)
            shown = shown.filter(pk__in=Question.objects.filter(
                Q(title__icontains=word) | Q(text__icontains=word) | answered, space=self.space
            ).values("pk"))  # fmt: skip
        if self.view == "outdated":
            return shown.filter(state=State.OBSOLETE).order_by("-pk")
        shown = shown.filter(state=State.OPEN)
        if self.view == "open":
            return shown.filter(UNANSWERED).order_by("at", "pk")
        if self.view == "mine":
            return shown.filter(self._hers).order_by("-at", "-pk")
        return shown.order_by("-votes", "-at", "-pk") if self.view == "votes" else shown.order_by("-at", "-pk")

    @cached_property
    def total(self) -> int:
        return self.found.count()

    @cached_property
    def rows(self) -> list[Row]:
        start = (self.wanted.sheet - 1) * PER_SHEET
        return rows_of(self.found[start : start + PER_SHEET], self.user, True, False)

    @property
    def next_url(self) -> str:
        """The next sheet, or nothing behind the last."""
        more = self.wanted.sheet * PER_SHEET < self.total
        return f"{self.url}?{self.wanted.query(sheet=self.wanted.sheet + 1)}" if more else ""

    @cached_property
    def may_ask(self) -> bool:
        return can_ask_in_space(self.user, self.space)

    @property
    def url(self) -> str:
        return reverse("space_questions", args=[self.space.key])

    @property
    def here_url(self) -> str:
        """This list as it is asked for, from its first sheet."""
        return f"{self.url}?{self.wanted.query(sheet=1)}"

    @property
    def views(self) -> list[dict[str, Any]]:
        return [
            {
                "name": name,
                "label": label,
                "count": self.counts[name],
                "is_current": name == self.view,
                "url": f"{self.url}?{self.wanted.query(view=name, sheet=1)}",
            }
            for name, label in VIEWS.items()
            if name in ("open", "newest", "votes") or self.counts[name] or name == self.view
        ]

    @cached_property
    def labels(self) -> list[dict[str, Any]]:
        """The labels in use, the most used first. One query."""
        mine = QuestionLabel.objects.filter(question__in=self.all.filter(state=State.OPEN).values("pk"))
        counted = mine.values("name").annotate(n=Count("pk")).order_by("-n", "name")[:12]
        return [{**row, "url": f"{self.url}?{self.wanted.query(label=row['name'], sheet=1)}"} for row in counted]

    @property
    def unlabelled_url(self) -> str:
        return f"{self.url}?{self.wanted.query(label='', sheet=1)}"

    @property
    def crumbs(self) -> list[dict[str, Any]]:
        return [{"title": self.space.name, "url": self.space.get_absolute_url()}, {"title": _("Questions"), "url": ""}]
