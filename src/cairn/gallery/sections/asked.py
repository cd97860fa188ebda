"""What somebody asks the table: in the address and in a page that embeds it, one and the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict
from django.utils.http import urlencode

from cairn.core.ids import number

MOST = 12  # columns, and values of one filter
FILLED = ("yes", "no")
LAST_PAGE = 1000


@dataclass(frozen=True)
class Asked:
    """`sections`: the columns by key; `owner`: a person's id or "nobody"; `filled`: pages where all chosen sections
    are ("yes") or one is not ("no"); `sort`: "title", "published" or a section's key, `-` in front turns it round."""

    sections: tuple[str, ...] = ()
    space: str = ""
    label: str = ""
    owner: str = ""
    filled: str = ""
    sort: str = "title"
    page: int = 1

    @classmethod
    def of_query(cls, query: QueryDict) -> Asked:
        """From an address; what it does not know falls away."""
        return cls._made(query.getlist("section"), query)

    @classmethod
    def of_parameters(cls, given: Mapping[str, Any]) -> Asked:
        """From a node of a page: what a browser wrote, so anything."""
        sections = given.get("sections")
        return cls._made(sections if isinstance(sections, list) else [], given)

    @classmethod
    def _made(cls, sections: Iterable[Any], given: Mapping[str, Any]) -> Asked:
        def word(name: str) -> str:
            value = given.get(name)
            return " ".join(value.split())[:100] if isinstance(value, str) else ""

        keys = dict.fromkeys(each for each in list(sections)[:MOST] if isinstance(each, str) and each)
        page = number(word("page")) or 1
        filled = word("filled")
        return cls(
            sections=tuple(keys),
            space=word("space"),
            label="-".join(word("label").lower().split()),  # as `label_page` stores them
            owner=word("owner"),
            filled=filled if filled in FILLED else "",
            sort=word("sort") or "title",
            page=min(max(page, 1), LAST_PAGE),
        )

    def query(self, **changes: Any) -> str:
        """As an address has it, without what says nothing."""
        asked = replace(self, **{"page": 1, **changes})
        pairs = [("section", key) for key in asked.sections]
        pairs += [(name, value) for name in ("space", "label", "owner", "filled") if (value := getattr(asked, name))]
        if asked.sort != "title":
            pairs.append(("sort", asked.sort))
        if asked.page > 1:
            pairs.append(("page", str(asked.page)))
        return f"?{urlencode(pairs)}" if pairs else ""

    @property
    def narrows(self) -> bool:
        return bool(self.space or self.label or self.owner or self.filled)
