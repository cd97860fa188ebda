"""What somebody asks a roadmap: how it is shown, and of whom and what. In the address and in a page that embeds it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict
from django.utils.http import urlencode

from cairn.roadmaps.models import Item, State

VIEWS = ("board", "timeline", "table")
FACETS = ("lane", "state", "owner", "label")
MOST = 20
NOBODY = "none"


@dataclass(frozen=True)
class Asked:
    """Of each facet an item has one of the chosen values; nothing chosen narrows nothing.

    `lane` holds ids as text, `state` values of State, `owner` "12", "team:3" or "none", `label` names.
    """

    view: str = "board"
    lane: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    owner: tuple[str, ...] = ()
    label: tuple[str, ...] = ()

    @classmethod
    def of_query(cls, query: QueryDict) -> Asked:
        """From an address; what it does not know falls away."""
        return cls._made(query.get("view") or "", {facet: query.getlist(facet) for facet in FACETS})

    @classmethod
    def of_parameters(cls, given: Mapping[str, Any]) -> Asked:
        """From a node of a page: a browser wrote it, so anything."""
        lists = {facet: value if isinstance(value := given.get(facet), list) else [] for facet in FACETS}
        return cls._made(str(given.get("view") or ""), lists)

    @classmethod
    def _made(cls, view: str, values: Mapping[str, Iterable[Any]]) -> Asked:
        found = {facet: _words(values[facet]) for facet in FACETS}
        found["state"] = tuple(state for state in found["state"] if state in State.values)
        return cls(view if view in VIEWS else VIEWS[0], **found)

    def query(self, **changes: Any) -> str:
        """As an address has it, without what says nothing: "?view=table&state=done"."""
        asked = replace(self, **changes)
        pairs = [("view", asked.view)] if asked.view != VIEWS[0] else []
        pairs += [(facet, value) for facet in FACETS for value in getattr(asked, facet)]
        return f"?{urlencode(pairs)}" if pairs else ""

    @property
    def narrows(self) -> bool:
        return any(getattr(self, facet) for facet in FACETS)

    def takes(self, item: Item) -> bool:
        labels = {label.name for label in item.labels.all()}
        return (
            (not self.lane or str(item.lane_id) in self.lane)
            and (not self.state or item.state in self.state)
            and (not self.owner or (item.owner_value or NOBODY) in self.owner)
            and (not self.label or bool(labels & set(self.label)))
        )


def _words(values: Iterable[Any]) -> tuple[str, ...]:
    found = [str(value).strip()[:60] for value in list(values)[:MOST]]
    return tuple(dict.fromkeys(value for value in found if value))
