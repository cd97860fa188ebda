"""What somebody asks the log: in the address, in a saved view and in a page that embeds it, one and the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict
from django.utils.http import urlencode

from cairn.core.ids import number
from cairn.decisions.log.names import ROLES
from cairn.decisions.queries import STATES

VIEWS = ("list", "board", "timeline")
MOST = 12  # values of one facet
LAST_PAGE = 1000
# Facet → its name in the address. What may be chosen several times; a decision has one of the chosen, and every tag.
MANY = {"spaces": "space", "states": "state", "frameworks": "framework", "drivers": "driver", "tags": "tag"}
SORTS = ("decided", "due", "title")  # else as the view has them


@dataclass(frozen=True)
class Asked:
    """`drivers` are ids of people; `sort` one of SORTS or empty. `role` is "mine" (any role), what she may in it (names.ROLES), or empty; `words` what the log should hold; `page` from 1."""

    spaces: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    frameworks: tuple[str, ...] = ()
    drivers: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    role: str = ""
    words: str = ""
    sort: str = ""
    view: str = "list"
    page: int = 1

    @classmethod
    def of_query(cls, query: QueryDict) -> Asked:
        """From an address; what it does not know falls away."""
        many = {facet: _words(query.getlist(name)) for facet, name in MANY.items()}
        return cls._made(many, query)

    @classmethod
    def of_text(cls, query: str) -> Asked:
        """From a saved view's query."""
        return cls.of_query(QueryDict(query))

    @classmethod
    def of_parameters(cls, given: Mapping[str, Any]) -> Asked:
        """From a node of a page: lists and words that a browser wrote, so anything."""
        many = {facet: _words(value if isinstance(value := given.get(facet), list) else []) for facet in MANY}
        return cls._made(many, {key: value for key, value in given.items() if isinstance(value, str)})

    @classmethod
    def _made(cls, many: dict[str, tuple[str, ...]], one: Mapping[str, Any]) -> Asked:
        view = one.get("view") or ""
        many["states"] = tuple(state for state in STATES if state in many["states"])
        page = number(str(one.get("page") or "")) or 1
        return cls(
            **many,
            role=role if (role := one.get("role")) in ROLES else "",
            words=" ".join(str(one.get("q") or "").split())[:200],
            sort=sort if (sort := one.get("sort")) in SORTS else "",
            view=view if view in VIEWS else "list",
            page=min(max(page, 1), LAST_PAGE),
        )

    def query(self, **changes: Any) -> str:
        """As an address has it, without what says nothing: "?state=running&tag=money", or nothing at all."""
        asked = replace(self, **{"page": 1, **changes})
        pairs = [(name, value) for facet, name in MANY.items() for value in getattr(asked, facet)]
        if asked.role:
            pairs.append(("role", asked.role))
        if asked.words:
            pairs.append(("q", asked.words))
        if asked.sort:
            pairs.append(("sort", asked.sort))
        if asked.view != "list":
            pairs.append(("view", asked.view))
        if asked.page > 1:
            pairs.append(("page", str(asked.page)))
        return f"?{urlencode(pairs)}" if pairs else ""

    def without(self, facet: str) -> Asked:
        nothing: Any = "" if facet in ("role", "words") else ()
        return replace(self, **{facet: nothing})

    @property
    def narrows(self) -> bool:
        return replace(self, view="list", sort="", page=1) != Asked()


def _words(values: Iterable[Any]) -> tuple[str, ...]:
    found = [str(value).strip()[:80] for value in list(values)[:MOST]]
    return tuple(dict.fromkeys(value for value in found if value))
