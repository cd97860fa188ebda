"""One roadmap as one reader sees it. A part is read when a template asks for it: eight queries in all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cairn.core.clock import now
from cairn.pages.cards import Card, cards_for, page_id
from cairn.people.models import Team, User
from cairn.roadmaps.access import can_change_roadmap
from cairn.roadmaps.asked import NOBODY, Asked
from cairn.roadmaps.drawing.timeline import Timeline
from cairn.roadmaps.models import Item, Lane, Roadmap, State
from cairn.ui.facets import Choice, Facet

TONES = {"planned": "", "progress": "info", "paused": "warning", "done": "success", "dropped": ""}
ICONS = {
    "planned": "circle-dashed",
    "progress": "circle-dot",
    "paused": "pause",
    "done": "circle-check",
    "dropped": "circle-x",
}
VIEW_ICONS = {"board": "square-kanban", "timeline": "chart-gantt", "table": "table-2"}


@dataclass(frozen=True)
class Row:
    """An item with what a reader sees of it."""

    item: Item
    lane: Lane
    cards: Sequence[Card]  # of what it links, in the order of linking

    @property
    def state(self) -> StateChoice:
        return StateChoice.of(self.item.state)

    @property
    def labels(self) -> list[str]:
        return [label.name for label in self.item.labels.all()]

    @property
    def is_team(self) -> bool:
        return self.item.team_id is not None

    @property
    def decisions(self) -> list[Card]:
        """Linked pages that have a state of their own to show, those that she may see."""
        return [card for card in self.cards if card.status and not card.is_hidden]

    @property
    def dates(self) -> str:
        return span(self.item)

    @property
    def is_late(self) -> bool:
        end = self.item.end
        return end is not None and end < now().date() and self.item.state not in (State.DONE, State.DROPPED)


@dataclass(frozen=True)
class StateChoice:
    value: str
    label: str
    tone: str
    icon: str

    @classmethod
    def of(cls, value: str) -> StateChoice:
        return cls(value, str(State(value).label), TONES[value], ICONS[value])


@dataclass(frozen=True)
class Column:
    lane: Lane
    rows: list[Row]


class Screen:
    def __init__(self, roadmap: Roadmap, user: User, asked: Asked, *, is_embedded: bool = False) -> None:
        self.roadmap = roadmap
        self.page = roadmap.page
        self.user = user
        self.asked = asked
        self.is_embedded = is_embedded

    @cached_property
    def may_change(self) -> bool:
        if self.is_embedded:
            return False
        known = getattr(self.page, "may_edit", None)
        return can_change_roadmap(self.user, self.roadmap) if known is None else bool(known)

    @cached_property
    def lanes(self) -> list[Lane]:
        return list(self.roadmap.lanes.all())

    @cached_property
    def items(self) -> list[Item]:
        return list(Item.objects.of(self.roadmap))

    @property
    def is_empty(self) -> bool:
        return not self.items

    @cached_property
    def rows(self) -> list[Row]:
        shown = [item for item in self.items if self.asked.takes(item)]
        lanes = {lane.pk: lane for lane in self.lanes}
        urls = {link.page_id: f"/pages/{link.page_id}/" for item in shown for link in item.links.all()}
        cards = cards_for(self.user, urls.values()) if urls else {}
        return [
            Row(item, lanes[item.lane_id], [cards[urls[link.page_id]] for link in item.links.all()]) for item in shown
        ]

    @property
    def follows(self) -> str:
        """Ids of the linked pages that she may see: what changes there is heard here."""
        found = {page_id(card.url) for row in self.rows for card in row.cards if not card.is_hidden}
        return " ".join(str(pk) for pk in sorted(pk for pk in found if pk))

    @cached_property
    def columns(self) -> list[Column]:
        shown = [lane for lane in self.lanes if not self.asked.lane or str(lane.pk) in self.asked.lane]
        return [Column(lane, [row for row in self.rows if row.item.lane_id == lane.pk]) for lane in shown]

    @cached_property
    def timeline(self) -> Timeline:
        return Timeline.of([(column.lane.name, [row.item for row in column.rows]) for column in self.columns])

    @property
    def undated(self) -> list[Row]:
        return [row for row in self.rows if not row.item.start and not row.item.end]

    @property
    def states(self) -> list[StateChoice]:
        return [StateChoice.of(value) for value in State.values]

    @cached_property
    def facets(self) -> list[Facet]:
        """What stands on the roadmap, with numbers; a facet of one value narrows nothing and is left out."""
        items = self.items
        lanes = [(str(lane.pk), lane.name) for lane in self.lanes]
        states = [(state.value, state.label) for state in self.states]
        owners = {item.owner_value: _name_of(item) for item in items}
        people = sorted(((v or NOBODY, n) for v, n in owners.items()), key=lambda pair: (pair[0] == NOBODY, pair[1]))
        labels = sorted({label.name for item in items for label in item.labels.all()})
        found = [
            self._facet("state", _("State"), "circle-dot", states, [item.state for item in items]),
            self._facet("owner", _("Owner"), "user", people, [item.owner_value or NOBODY for item in items]),
            self._facet("lane", _("Lane"), "rows-3", lanes, [str(item.lane_id) for item in items]),
            self._facet(
                "label", _("Label"), "tag", [(name, name) for name in labels],
                [label.name for item in items for label in item.labels.all()],
            ),
        ]  # fmt: skip
        return [facet for facet in found if facet.choices]

    def _facet(self, name: str, label: str, icon: str, choices: list[tuple[str, str]], values: list[str]) -> Facet:
        chosen: tuple[str, ...] = getattr(self.asked, name)
        counts = Counter(values)
        there = [Choice(v, words, counts[v], v in chosen) for v, words in choices if counts[v] or v in chosen]
        return Facet(name, label, there if len(there) > 1 or chosen else [], icon)

    @property
    def tabs(self) -> list[dict[str, Any]]:
        labels = {"board": _("Board"), "timeline": _("Timeline"), "table": _("Table")}
        return [
            {
                "view": view,
                "label": label,
                "icon": VIEW_ICONS[view],
                "url": self.address(view=view),
                "is_current": view == self.asked.view,
            }
            for view, label in labels.items()
        ]

    def address(self, **changes: Any) -> str:
        """In the page that carries it."""
        return f"{self.page.get_absolute_url()}{self.asked.query(**changes)}#roadmap"

    @property
    def here(self) -> str:
        return self.address()

    @property
    def part_url(self) -> str:
        return reverse("roadmap", args=[self.roadmap.pk])

    @property
    def all_url(self) -> str:
        return f"{self.page.get_absolute_url()}{Asked(self.asked.view).query()}#roadmap"

    @property
    def unfiltered(self) -> str:
        return Asked(self.asked.view).query().removeprefix("?") or "view=board"

    @property
    def exports(self) -> list[dict[str, str]]:
        asked = self.asked.query()
        named = [("csv", _("As a table (CSV)")), ("svg", _("As a drawing (SVG)")), ("png", _("As a picture (PNG)"))]
        return [
            {"url": reverse(f"roadmap_{ending}", args=[self.roadmap.pk]) + asked, "label": label}
            for ending, label in named
        ]


def row_of(screen: Screen, item: Item) -> Row:
    """One item, whatever the filters say."""
    urls = [f"/pages/{link.page_id}/" for link in item.links.all()]
    cards = cards_for(screen.user, urls) if urls else {}
    return Row(item, item.lane, [cards[url] for url in urls])


def _name_of(item: Item) -> str:
    owner: User | Team | None = item.owner
    return owner.name if owner else _("Nobody")


def span(item: Item) -> str:
    """Its days in words, as short as can be told apart."""
    start, end = item.start, item.end
    if start and end:
        if start == end:
            return date_format(start, "j M Y")
        first = date_format(start, "j M" if start.year == end.year else "j M Y")
        return f"{first} – {date_format(end, 'j M Y')}"
    if start:
        return _("from %(day)s") % {"day": date_format(start, "j M Y")}
    return _("by %(day)s") % {"day": date_format(end, "j M Y")} if end else ""
