"""Finding a template: by words, by what it is for, by who it is for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from django.utils.safestring import SafeString

from cairn.documents import prompts_in, to_text
from cairn.gallery.definition import FUNCTIONS, PURPOSES, Definition
from cairn.gallery.known import Known, known_to, removed_by_hand
from cairn.gallery.models import Template
from cairn.gallery.sketch import sketch
from cairn.gallery.standing import uses
from cairn.gallery.words import FUNCTION_WORDS, PURPOSE_HINTS, PURPOSE_WORDS
from cairn.people.models import User


@dataclass(frozen=True, slots=True)
class Card:
    template: Known
    used: int  # pages made from it here

    @property
    def sketch(self) -> SafeString:
        return sketch(self.template)


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter, in words."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Cards that serve one purpose; without a label where somebody narrowed what she sees."""

    label: str
    hint: str
    cards: list[Card]


@dataclass(frozen=True, slots=True)
class Browse:
    q: str
    purposes: list[Choice]
    functions: list[Choice]
    cards: list[Card]
    hidden: list[Known]  # shipped ones that are not offered here, for whoever arranges the gallery
    removed: list[Template]  # that she may put back

    @property
    def is_narrowed(self) -> bool:
        return bool(self.q or any(each.is_chosen for each in [*self.purposes, *self.functions]))

    @property
    def groups(self) -> list[Group]:
        """By purpose for whoever looks around, in one row of the best first for whoever searches."""
        if self.is_narrowed:
            return [Group("", "", self.cards)] if self.cards else []
        found = [
            Group(
                each.label,
                str(PURPOSE_HINTS[each.value]),
                [card for card in self.cards if card.template.definition.purpose == each.value],
            )
            for each in self.purposes
        ]
        return [group for group in found if group.cards]

    @classmethod
    def of(cls, user: User, asked: Mapping[str, str]) -> Browse:
        """From `q`, `purpose` and `function` of an address."""
        q = " ".join(asked.get("q", "").split())[:80]
        purpose, function = asked.get("purpose", ""), asked.get("function", "")
        every = known_to(user)
        offered = [each for each in every if not each.is_hidden]
        found = [each for each in offered if _fits(each.definition, q, purpose, function)]
        if q:
            found.sort(key=lambda each: _rank(each.definition, q))
        used = uses(user)
        return cls(
            q,
            [Choice(each, str(PURPOSE_WORDS[each]), each == purpose) for each in PURPOSES],
            [Choice(each, str(FUNCTION_WORDS[each]), each == function) for each in FUNCTIONS],
            [Card(each, used.get(each.slug, 0)) for each in found],
            [each for each in every if each.is_hidden],
            removed_by_hand(user),
        )


def _fits(definition: Definition, q: str, purpose: str, function: str) -> bool:
    if purpose in PURPOSES and definition.purpose != purpose:
        return False
    if function in FUNCTIONS and definition.functions and function not in definition.functions:
        return False
    text = _text(definition) if q else ""
    return all(word in text for word in q.casefold().split())


def _rank(definition: Definition, q: str) -> int:
    """Its name first, then what is said of it, then its text."""
    words = q.casefold().split()
    for rank, text in enumerate((definition.name, definition.description)):
        if all(word in text.casefold() for word in words):
            return rank
    return 2


def _text(definition: Definition) -> str:
    said: Iterable[str] = (
        definition.name, definition.description, definition.when, definition.title, definition.purpose,
        *definition.functions, *definition.labels, *definition.brings,
    )  # fmt: skip
    return " ".join(said).casefold() + " " + _body_text(definition.slug, definition)


def _body_text(slug: str, definition: Definition) -> str:
    from cairn.gallery.library import templates

    return _shipped_text(slug) if templates().get(slug) is definition else _words_of(definition)


@cache
def _shipped_text(slug: str) -> str:
    from cairn.gallery.library import templates

    return _words_of(templates()[slug])


def _words_of(definition: Definition) -> str:
    return f"{to_text(definition.body)} {' '.join(prompts_in(definition.body))}".casefold()
