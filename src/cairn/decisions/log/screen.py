"""The log as one reader sees it: of one space, or of the whole workspace."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.decisions.log.asked import Asked
from cairn.decisions.log.choices import drivers_named
from cairn.decisions.log.facets import USUAL, Counts
from cairn.decisions.log.facts import Facts
from cairn.decisions.log.finding import BEST, scoped
from cairn.decisions.log.names import ICONS, state_name
from cairn.decisions.log.rows import Month, Row, months_of, rows_of
from cairn.decisions.log.saved import Saved
from cairn.decisions.queries import DecisionQuerySet
from cairn.people.models import User
from cairn.spaces.access import can_edit_in_space
from cairn.spaces.models import Space
from cairn.ui.facets import Facet

PER_PAGE = 25
PER_COLUMN = 15


@dataclass(frozen=True)
class Column:
    state: str
    label: str
    icon: str
    count: int
    rows: list[Row]
    url: str  # all of them, as a list


@dataclass(frozen=True)
class Chosen:
    """A filter that is on, and the address without it."""

    label: str
    url: str


@dataclass
class Log:
    user: User
    space: Space | None
    asked: Asked
    per_page: int = PER_PAGE

    @cached_property
    def everything(self) -> DecisionQuerySet:
        return scoped(self.user, self.space)

    @cached_property
    def facts(self) -> Facts:
        return Facts(self.user, self.space, self.asked)

    @cached_property
    def counts(self) -> Counts:
        return Counts.of(self.facts)

    @cached_property
    def facets(self) -> list[Facet]:
        return self.counts.facets(with_spaces=self.space is None)

    @property
    def total(self) -> int:
        return self.counts.total

    @cached_property
    def is_empty(self) -> bool:
        """Nothing at all yet, as against nothing found."""
        return not self.total and not self.facts.everything

    @cached_property
    def effects(self) -> dict[str, int]:
        """How often the expected effect of what is found came; empty while nobody has said."""
        came = self.facts.effects
        return came if came["yes"] + came["partly"] + came["no"] else {}

    @cached_property
    def saved(self) -> Saved:
        return Saved(self.user, self.space, self.asked)

    @cached_property
    def may_add(self) -> bool:
        if self.space is None:
            return bool(Space.objects.with_role(self.user, "editor").exists())
        return can_edit_in_space(self.user, self.space)

    @cached_property
    def rows(self) -> list[Row]:
        return rows_of(self._ids, self.user, self.asked.words)

    @cached_property
    def months(self) -> list[Month]:
        return months_of(rows_of(self._ids, self.user))

    @property
    def _ids(self) -> list[int]:
        start = (self.asked.page - 1) * self.per_page
        return [fact[0] for fact in self.facts.found[start : start + self.per_page]]

    @cached_property
    def columns(self) -> list[Column]:
        counts = self.counts.by_state()
        states = self.asked.states or [state for state, n in counts.items() if n or state in USUAL]
        ids = {state: self._ids_of(state) if counts[state] else [] for state in states}
        rows = {row.decision.pk: row for row in rows_of([pk for each in ids.values() for pk in each], self.user)}
        return [
            Column(
                state=state,
                label=state_name(state),
                icon=ICONS[state],
                count=counts[state],
                rows=[rows[pk] for pk in ids[state] if pk in rows],
                url=self.address(view="list", states=(state,)),
            )
            for state in states
        ]

    def _ids_of(self, state: str) -> list[int]:
        return [fact[0] for fact in islice((fact for fact in self.facts.narrowed() if fact[3] == state), PER_COLUMN)]

    @property
    def url(self) -> str:
        return reverse("decision_log", args=[self.space.key]) if self.space else reverse("decisions")

    def address(self, **changes: Any) -> str:
        return self.url + self.asked.query(**changes)

    @property
    def canonical(self) -> str:
        return self.address(page=self.asked.page)

    @property
    def csv_url(self) -> str:
        """As a table, of what is being asked."""
        path = reverse("decision_table_of", args=[self.space.key]) if self.space else reverse("decision_tables")
        return path + self.asked.query(view="list")

    @property
    def madr_url(self) -> str:
        """As MADR files in a zip, of what is being asked."""
        path = reverse("space_madr", args=[self.space.key]) if self.space else reverse("decisions_madr")
        return path + self.asked.query(view="list")

    @property
    def subscription_url(self) -> str:
        view = self.saved.current
        return f"{reverse('decision_feed_key')}?space={self.space.key if self.space else ''}&view={view.pk if view else ''}"

    @property
    def new_url(self) -> str:
        return reverse("decision_new") + (f"?space={self.space.key}" if self.space else "")

    @property
    def crumbs(self) -> list[dict[str, str]]:
        here = {"title": _("Decisions"), "url": ""}
        return [{"title": self.space.name, "url": f"/spaces/{self.space.key}/"}, here] if self.space else [here]

    @property
    def tabs(self) -> list[dict[str, Any]]:
        labels = {"list": _("List"), "board": _("Board"), "timeline": _("Timeline")}
        return [
            {"label": label, "url": self.address(view=view), "is_current": view == self.asked.view}
            for view, label in labels.items()
        ]

    @property
    def chosen(self) -> list[Chosen]:
        """What is on, each with the way to take it off."""
        found = []
        for facet in self.facets:
            for choice in facet.choices:
                if choice.is_chosen:
                    found.append(Chosen(f"{facet.label}: {choice.label}", self._less(facet.name, choice.value)))
        for person in drivers_named(self.asked.drivers, self.user):
            label = _("Driven by: %(name)s") % {"name": person.name}
            found.append(Chosen(label, self._less("driver", str(person.pk))))
        if self.asked.words:
            found.append(Chosen(f"“{self.asked.words}”", self.address(words="")))
        return found

    def _less(self, name: str, value: str) -> str:
        if name == "role":
            return self.address(role="")
        facet = f"{name}s"
        return self.address(**{facet: tuple(each for each in getattr(self.asked, facet) if each != value)})

    @property
    def all_url(self) -> str:
        return self.url + Asked(view=self.asked.view).query()

    @property
    def shown(self) -> int:
        """How many can be paged through: of what words find, the best."""
        return min(self.total, BEST) if self.asked.words and self.asked.view == "list" else self.total

    @property
    def next_url(self) -> str:
        more = self.asked.page * self.per_page < self.shown
        return self.address(page=self.asked.page + 1) if more else ""

    @property
    def previous_url(self) -> str:
        return self.address(page=self.asked.page - 1) if self.asked.page > 1 else ""
