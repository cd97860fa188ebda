"""Every page of a template that somebody may see, and what became of each section there: two queries, and one for
what editors said is not needed. Filters, order and counts come from here in memory; words are loaded for what is shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import OuterRef

from cairn.gallery.sections.models import PageSection, SectionChoice
from cairn.gallery.sections.queries import pages_from
from cairn.pages.json_list import JsonList
from cairn.pages.models import Label, Page
from cairn.people.models import User

FILLED, EMPTY, LOST, LATER, UNNEEDED = "filled", "empty", "lost", "later", "unneeded"
LACKING = (EMPTY, LOST, LATER)
_COLUMNS = (
    "title", "kind", "space__name", "space__key", "owner__name", "published__at", "origin__keys",
)  # fmt: skip


@dataclass
class Fact:
    """A page. `sections`: key → its row without words; `unneeded`: keys that an editor said it can do without."""

    page: Page
    labels: list[str]
    sections: dict[str, PageSection] = field(default_factory=dict)
    unneeded: set[str] = field(default_factory=set)

    def state(self, key: str) -> str:
        """LOST: the template had it when the page was made. LATER: it came to the template since."""
        row = self.sections.get(key)
        if row is not None and row.is_filled:
            return FILLED
        if key in self.unneeded:
            return UNNEEDED
        if row is not None:
            return EMPTY
        return LOST if key in self.page.origin.keys else LATER

    @property
    def owner(self) -> User | None:
        return self.page.owner


def facts_of(user: User, template: str, keys: tuple[str, ...], *, space: str = "") -> list[Fact]:
    """What pages say to `keys`, in the order of their titles; of one space where its key is given."""
    labels = JsonList(Label.objects.filter(page=OuterRef("pk")).order_by("name").values("name"))
    pages = pages_from(user, template).select_related("space", "owner", "published", "origin")
    if space:
        pages = pages.filter(space__key=space)
    found = pages.only(*_COLUMNS).annotate(label_names=labels).order_by("title", "pk")
    facts = {page.pk: Fact(page, list(page.label_names)) for page in found}  # type: ignore[attr-defined]
    for row in _rows(user, template, keys):
        if row.page_id in facts:
            facts[row.page_id].sections[row.key] = row
    unneeded = SectionChoice.objects.filter(page__origin__template=template, choice=SectionChoice.UNNEEDED)
    for page_id, key in unneeded.values_list("page_id", "key"):
        if page_id in facts:
            facts[page_id].unneeded.add(key)
    return list(facts.values())


def _rows(user: User, template: str, keys: tuple[str, ...]) -> Iterator[PageSection]:
    rows = PageSection.objects.visible_to(user).of_template(template).filter(key__in=keys).defer("html", "text")
    return rows.order_by("page", "position").iterator(chunk_size=2000)


def words_of(facts: list[Fact], keys: tuple[str, ...], *fields: str) -> dict[tuple[int, str], Any]:
    """(page, key) → the section's `fields`, for pages that she was already found to see. One query."""
    rows = PageSection.objects.filter(page__in=[fact.page.pk for fact in facts], key__in=keys)
    return {(row.page_id, row.key): row for row in rows.only("page", "key", *fields)}
