"""One table over all pages of a template: a column for each chosen section, a row for each page she may see."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from cairn.documents import section_id
from cairn.extensions.slots import fill
from cairn.gallery.definition import Definition
from cairn.gallery.sections.asked import Asked
from cairn.gallery.sections.facts import FILLED, LACKING, Fact, facts_of, words_of
from cairn.gallery.sections.origins import is_offered
from cairn.people.models import User

PER_PAGE = 50
MOST_LACKING = 30
USUAL = 3  # columns until somebody chooses
NOTHING = SafeString("")


@dataclass(frozen=True)
class Column:
    key: str
    heading: str
    is_shown: bool


@dataclass(frozen=True)
class Cell:
    """`state` as facts.Fact.state; `heading` where the page calls the section otherwise than the template."""

    label: str
    state: str
    url: str
    html: SafeString = NOTHING
    heading: str = ""
    is_twice: bool = False


@dataclass(frozen=True)
class Row:
    fact: Fact
    cells: list[Cell]


@dataclass(frozen=True)
class Lack:
    """A page without some of the shown sections: `what` is pairs of (heading, state)."""

    fact: Fact
    what: list[tuple[str, str]]


@dataclass
class Table:
    user: User
    template: Definition
    asked: Asked
    per_page: int = PER_PAGE
    is_embedded: bool = False

    @cached_property
    def columns(self) -> list[Column]:
        """Every section that the template has, once, in its order."""
        found = [(each.key, each.heading) for each in self.template.sections]
        chosen = [key for key, _heading in found if key in self.asked.sections] or [key for key, _h in found[:USUAL]]
        return [Column(key, heading, key in chosen) for key, heading in found]

    @cached_property
    def shown(self) -> list[Column]:
        return [column for column in self.columns if column.is_shown]

    @cached_property
    def keys(self) -> tuple[str, ...]:
        return tuple(column.key for column in self.shown)

    @cached_property
    def everything(self) -> list[Fact]:
        """Of all spaces where filters are offered."""
        space = self.asked.space if self.is_embedded else ""
        return facts_of(self.user, self.template.slug, self.keys, space=space)

    @cached_property
    def found(self) -> list[Fact]:
        return self._sorted([fact for fact in self.everything if self._fits(fact)])

    @property
    def total(self) -> int:
        return len(self.found)

    @cached_property
    def rows(self) -> list[Row]:
        start = (self.asked.page - 1) * self.per_page
        facts = self.found[start : start + self.per_page]
        words = words_of(facts, self.keys, "html")
        return [Row(fact, [self._cell(fact, column, words) for column in self.shown]) for fact in facts]

    @cached_property
    def lacking(self) -> list[Lack]:
        """Of all that was found, in the order of titles."""
        lacks = [Lack(fact, self._lacks(fact)) for fact in self.found]
        return sorted((each for each in lacks if each.what), key=lambda each: each.fact.page.title.casefold())

    @property
    def first_lacking(self) -> list[Lack]:
        return self.lacking[:MOST_LACKING]

    @property
    def lacking_url(self) -> str:
        """All that lack something, page by page; nothing where all of them are listed already."""
        return self.address(filled="no") if len(self.lacking) > MOST_LACKING and self.asked.filled != "no" else ""

    @property
    def span(self) -> tuple[int, int]:
        """The numbers of the first and the last row that are shown."""
        start = (self.asked.page - 1) * self.per_page
        return start + 1, start + len(self.rows)

    def address(self, **changes: Any) -> str:
        return self.url + self.asked.query(**changes)

    @property
    def url(self) -> str:
        return reverse("template_sections", args=[self.template.slug])

    @property
    def csv_url(self) -> str:
        return reverse("template_sections_csv", args=[self.template.slug]) + self.asked.query()

    @property
    def json_url(self) -> str:
        return reverse("template_sections_json", args=[self.template.slug]) + self.asked.query()

    @property
    def next_url(self) -> str:
        more = self.asked.page * self.per_page < self.total
        return self.address(page=self.asked.page + 1) if more else ""

    @property
    def previous_url(self) -> str:
        return self.address(page=self.asked.page - 1) if self.asked.page > 1 else ""

    @property
    def template_url(self) -> str:
        """Nothing for a template that left the gallery."""
        slug = self.template.slug
        return reverse("template", args=[slug]) if is_offered(self.user, slug) else ""

    @property
    def crumbs(self) -> list[dict[str, str]]:
        return [
            {"title": _("Templates"), "url": reverse("gallery")},
            *([{"title": self.template.name, "url": self.template_url}] if self.template_url else []),
            {"title": _("Sections"), "url": ""},
        ]

    @cached_property
    def spaces(self) -> list[tuple[str, str]]:
        return _by_name({fact.page.space.key: fact.page.space.name for fact in self.everything})

    @cached_property
    def owners(self) -> list[tuple[str, str]]:
        found = {str(fact.owner.pk): fact.owner.name for fact in self.everything if fact.owner}
        nobody = [("nobody", _("Nobody"))] if any(fact.owner is None for fact in self.everything) else []
        return [*_by_name(found), *nobody]

    @cached_property
    def labels(self) -> list[tuple[str, str]]:
        return _by_name({label: label for fact in self.everything for label in fact.labels})

    @property
    def sorts(self) -> list[tuple[str, str]]:
        return [
            ("title", _("Title")),
            ("-published", _("Published last first")),
            *((column.key, column.heading) for column in self.shown),
        ]

    def _fits(self, fact: Fact) -> bool:
        asked = self.asked
        owner = str(fact.owner.pk) if fact.owner else "nobody"
        if asked.filled and all(fact.state(key) == FILLED for key in self.keys) != (asked.filled == "yes"):
            return False
        return (
            asked.space in ("", fact.page.space.key)
            and asked.owner in ("", owner)
            and (not asked.label or asked.label in fact.labels)
        )

    def _sorted(self, facts: list[Fact]) -> list[Fact]:
        """Pages without words there stand last, whichever way round."""
        name, backwards = self.asked.sort.removeprefix("-"), self.asked.sort.startswith("-")
        if name == "published":
            return sorted(facts, key=lambda fact: fact.page.published.at, reverse=backwards)  # type: ignore[union-attr]
        if name in self.keys:
            texts = words_of(facts, (name,), "text")
            with_words = [fact for fact in facts if fact.state(name) == FILLED]
            without = [fact for fact in facts if fact.state(name) != FILLED]
            with_words.sort(key=lambda fact: texts[fact.page.pk, name].text.casefold(), reverse=backwards)
            return with_words + without
        return sorted(facts, key=lambda fact: fact.page.title.casefold(), reverse=backwards)

    def _cell(self, fact: Fact, column: Column, words: dict[tuple[int, str], Any]) -> Cell:
        row, state = fact.sections.get(column.key), fact.state(column.key)
        url = section_url(fact, column.key) if row else fact.page.get_absolute_url()
        if row is None or state != FILLED:
            return Cell(column.heading, state, url)
        # Without what would be drawn for a reader of that page: lists, boxes and excerpts of others.
        html = mark_safe(fill(words[fact.page.pk, column.key].html, lambda slot: ""))
        other = row.heading if row.heading.casefold() != column.heading.casefold() else ""
        return Cell(column.heading, state, url, html, other, row.is_twice)

    def _lacks(self, fact: Fact) -> list[tuple[str, str]]:
        return [(column.heading, state) for column in self.shown if (state := fact.state(column.key)) in LACKING]


def section_url(fact: Fact, key: str) -> str:
    """The section's heading on its page."""
    return f"{fact.page.get_absolute_url()}#b-{section_id(key)}"


def _by_name(found: dict[str, str]) -> list[tuple[str, str]]:
    return sorted(found.items(), key=lambda each: each[1].casefold())
