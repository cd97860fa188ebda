"""What somebody answered to a template's variables; shows the same words again when one is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from cairn.core.errors import Invalid
from cairn.documents.text import date_text, timestamp_of
from cairn.gallery.definition import Definition, Variable
from cairn.people.directory import TEAM_PREFIX, Directory, option_of, option_of_team
from cairn.people.models import Team, User

LONGEST = 200
Value = str | date | User | Team


@dataclass(frozen=True, slots=True)
class Asked:
    """One field of the form: the variable, what was typed, the chips of a chosen person or team, what is wrong."""

    variable: Variable
    typed: str = ""
    chosen: list[dict[str, Any]] = field(default_factory=list)
    value: Value | None = None
    error: str = ""

    @property
    def is_optional(self) -> bool:
        return not self.variable.required


@dataclass(frozen=True, slots=True)
class Answers:
    fields: list[Asked]

    @classmethod
    def of(cls, user: User, definition: Definition, sent: QueryDict) -> Answers:
        """From `v-KEY` of a form or an address. Nothing is refused yet."""
        return cls([_asked(user, variable, sent) for variable in definition.variables])

    def checked(self) -> Answers:
        """The same. Raises Invalid that names each field that is missing or wrong."""
        wrong = {f"v-{each.variable.key}": words for each in self.fields if (words := _wrong(each))}
        if wrong:
            raise kept_and_not_made(" ".join(wrong.values()), wrong)
        return self

    def with_errors(self, fields: Mapping[str, str]) -> Answers:
        """`fields`: a field's name → what is wrong with it."""
        return Answers(
            [
                Asked(each.variable, each.typed, each.chosen, each.value, fields.get(f"v-{each.variable.key}", ""))
                for each in self.fields
            ]
        )

    def value(self, key: str) -> Value | None:
        return next((each.value for each in self.fields if each.variable.key == key), None)

    def typed(self, key: str, kind: str | None) -> Value | None:
        """The same, where the variable is of this type: a team's own template may have changed that."""
        return next(
            (each.value for each in self.fields if each.variable.key == key and each.variable.type == kind), None
        )

    def words(self) -> dict[str, str]:
        """Each answer as plain text, for titles; nothing for what was not answered."""
        return {each.variable.key: plain(each.value) for each in self.fields}

    def people(self, keys: tuple[str, ...]) -> list[User]:
        """The people behind these variables, teams opened, each once."""
        found: dict[int, User] = {}
        for key in keys:
            value = self.value(key)
            for person in value.members.filter(is_active=True) if isinstance(value, Team) else [value]:
                if isinstance(person, User):
                    found[person.pk] = person
        return list(found.values())


def kept_and_not_made(words: str, fields: Mapping[str, str]) -> Invalid:
    return Invalid(_("%(what)s What you typed is kept; no page was made.") % {"what": words}, fields=fields)


def plain(value: Value | None) -> str:
    if isinstance(value, User | Team):
        return value.name
    if isinstance(value, date):
        return date_text({"timestamp": timestamp_of(value)})
    return value or ""


def _asked(user: User, variable: Variable, sent: QueryDict) -> Asked:
    typed = " ".join(sent.get(f"v-{variable.key}", "").split())
    if variable.type in ("person", "team"):
        people, teams = Directory.chosen(user, [typed])
        if variable.type == "team" and typed.startswith(TEAM_PREFIX) and teams:
            option = option_of_team(teams[0])
            return Asked(variable, typed, [{"value": option.value, "label": option.label}], teams[0])
        if variable.type == "person" and people:
            chip = option_of(people[0])
            return Asked(variable, typed, [{"value": chip.value, "label": chip.label, "hue": chip.hue}], people[0])
        return Asked(variable, typed)
    if variable.type == "date":
        return Asked(variable, typed, value=_day(typed))
    if variable.type == "choice":
        return Asked(variable, typed, value=typed if typed in variable.choices else None)
    return Asked(variable, typed, value=typed[:LONGEST] or None)


def _day(typed: str) -> date | None:
    try:
        return parse_date(typed)
    except ValueError:
        return None


def _wrong(asked: Asked) -> str:
    variable = asked.variable
    if variable.type == "text" and len(asked.typed) > LONGEST:
        facts = {"label": variable.label, "n": len(asked.typed), "most": LONGEST}
        return _("“%(label)s” has %(n)s characters; %(most)s are the most.") % facts
    if asked.value is not None:
        return ""
    if asked.typed:
        return _("“%(label)s” can't be used as it is: choose again.") % {"label": variable.label}
    return _("“%(label)s” is missing.") % {"label": variable.label} if variable.required else ""
