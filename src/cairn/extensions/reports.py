"""A table over the properties of many pages: which pages, which columns, in which order its writer chose."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from cairn.extensions.models import PageProperty
from cairn.extensions.queries import Scope, with_properties
from cairn.extensions.slots import Slot, fill
from cairn.pages.cards import overlay
from cairn.pages.models import Page
from cairn.people.http import signed_in
from cairn.ui.drawing import draw as drawn

WHERE = ("space", "below", "everywhere")
MOST_COLUMNS = 12
_NUMBER = re.compile(r"^[^\d-]{0,3}(-?\d[\d ,']*(?:\.\d+)?)\s?\D{0,12}$")


@dataclass(frozen=True, slots=True)
class Row:
    page: Page
    cells: list[SafeString]


def draw(request: HttpRequest, page: Page, slot: Slot) -> str:
    user = signed_in(request)
    scope = Scope(page, slot.words("where"), slot.list("labels"))
    pages = list(with_properties(user, scope))
    properties = {each.pk: {prop.folded: prop for prop in each.properties.all()} for each in pages}
    columns = _columns(slot.list("columns"), properties)
    pages = _sorted(pages, properties, slot.words("sort"))
    rows = [Row(each, [_cell(properties[each.pk].get(folded)) for folded in columns]) for each in pages]
    values = {"columns": list(columns.values()), "rows": rows, "scope": scope, "all": not slot.list("columns")}
    return overlay(str(drawn(request, "extensions/_report.html", values)).strip(), user)


def _columns(chosen: tuple[str, ...], properties: dict[int, dict[str, PageProperty]]) -> dict[str, str]:
    """Folded key → its name; those chosen, else all there are in the order in which pages have them."""
    if chosen:
        return {name.casefold(): name for name in chosen[:MOST_COLUMNS]}
    found: dict[str, str] = {}
    for row in properties.values():
        for folded, each in row.items():
            found.setdefault(folded, each.key)
    return dict(list(found.items())[:MOST_COLUMNS])


def _sorted(pages: list[Page], properties: dict[int, dict[str, PageProperty]], sort: str) -> list[Page]:
    """By the page's title, or by a column: "Budget", "-Budget" for the largest first. Empty cells stand last."""
    folded = sort.removeprefix("-").casefold()
    if not folded or folded == "title":
        return sorted(pages, key=lambda each: each.title.casefold(), reverse=sort.startswith("-"))
    texts = {each.pk: prop.text for each in pages if (prop := properties[each.pk].get(folded)) and prop.text.strip()}
    filled = sorted((each for each in pages if each.pk in texts), key=lambda each: _value(texts[each.pk]))
    return [*(reversed(filled) if sort.startswith("-") else filled), *(each for each in pages if each.pk not in texts)]


def _value(text: str) -> tuple[int, float, str]:
    """Numbers before words, each among their own kind. Text compares without case."""
    text = " ".join(text.split())
    found = _NUMBER.match(text)
    number = re.sub(r"[ ,']", "", found[1]) if found else ""
    try:
        return (0, float(number), "") if number else (1, 0.0, text.casefold())
    except ValueError:
        return 1, 0.0, text.casefold()


def _cell(each: PageProperty | None) -> SafeString:
    """The value as it stands on its page, without what would be drawn for a reader of that page."""
    return mark_safe(fill(each.html, lambda slot: "") if each else "")
