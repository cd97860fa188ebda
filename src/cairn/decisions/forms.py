"""What people type about a decision, read from a request."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from cairn.core.errors import Invalid
from cairn.decisions.frameworks.definition import Definition, RoleDef
from cairn.decisions.models import Decision, Position
from cairn.decisions.operations.setup import current_setup, field_of
from cairn.decisions.roles import Setup, named
from cairn.people.crowds import crowd_of
from cairn.people.models import Team, User
from cairn.ui.hues import hue_of

HOLDER = re.compile(r"^(team:)?(\d{1,18})$")


class DueForm(forms.Form):
    """`due_at` in the reader's zone; an hour that the clock skips or repeats is refused by Django's field, a year that
    no database keeps in UTC by us."""

    due_at = forms.DateTimeField(
        required=False, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"]
    )

    def clean_due_at(self) -> datetime | None:
        due: datetime | None = self.cleaned_data["due_at"]
        if due is not None and not MINYEAR < due.year < MAXYEAR:
            raise forms.ValidationError("")
        return due


@dataclass(frozen=True)
class RoleField:
    """One role in the setup form: a combobox of people, and of teams unless it takes one person."""

    role: RoleDef
    name: str
    selected: list[dict[str, Any]]
    error: str

    @property
    def is_one(self) -> bool:
        return self.role.maximum == 1

    @property
    def label(self) -> str:
        return self.role.label if self.is_one else self.role.plural


class SetupForm:
    """Roles and due as typed. Shows the same words again when they are refused."""

    def __init__(self, definition: Definition, data: QueryDict, errors: Mapping[str, str] | None = None) -> None:
        self.definition = definition
        self.data = data
        self.errors = dict(errors or {})
        self.crowd = 0  # how many people starting would tell, where that is asked first

    @classmethod
    def of(cls, decision: Decision) -> SetupForm:
        """As it was saved."""
        setup = current_setup(decision)
        data = QueryDict(mutable=True)
        for role in decision.definition.roles:
            data.setlist(field_of(role.key), [value_of(holder) for holder in setup.in_role(role.key)])
        if setup.due_at:
            data["due_at"] = timezone.localtime(setup.due_at).strftime("%Y-%m-%dT%H:%M")
        return cls(decision.definition, data)

    def setup(self) -> Setup:
        """Raises Invalid with the field's reason when the due instant can't be read."""
        form = DueForm(self.data)
        if not form.is_valid():
            words = _(
                "This is not an instant we can read. Pick a day and an hour; in the night the clock changes, another."
            )
            raise Invalid(words, fields={"due_at": words})
        holders = {role.key: self._holders(field_of(role.key)) for role in self.definition.roles}
        return Setup(holders, form.cleaned_data["due_at"])

    def refused(self, error: Invalid) -> SetupForm:
        form = SetupForm(self.definition, self.data, error.fields)
        form.crowd = crowd_of(error)
        return form

    @property
    def due_at(self) -> str:
        return str(self.data.get("due_at", ""))

    @property
    def role_fields(self) -> list[RoleField]:
        names = [(role, field_of(role.key)) for role in self.definition.roles]
        return [RoleField(role, name, chips(self._holders(name)), self.errors.get(name, "")) for role, name in names]

    def _holders(self, field: str) -> list[User | Team]:
        keys = [HOLDER.match(value) for value in self.data.getlist(field)]
        return named([("team" if key[1] else "user", int(key[2])) for key in keys if key])


def value_of(holder: User | Team) -> str:
    """The value of a person or a team in a combobox, as people_options gives it: "3", "team:2"."""
    return f"team:{holder.pk}" if isinstance(holder, Team) else str(holder.pk)


def chips(holders: Iterable[User | Team]) -> list[dict[str, Any]]:
    return [
        {
            "value": value_of(who),
            "label": who.name,
            "hue": "" if isinstance(who, Team) else hue_of(who.pk),
        }
        for who in holders
    ]


class OutcomeForm:
    """The outcome as typed, and what is wrong with it."""

    def __init__(self, data: Mapping[str, str] | None = None, error: Invalid | None = None) -> None:
        data = data or {}
        self.statement = data.get("statement", "")
        self.option = data.get("option", "")
        self.override_reason = data.get("override_reason", "")
        self.errors = error.fields if error else {}


class PositionForm:
    """A position as typed or as taken, and what is wrong with it."""

    def __init__(self, stance: str = "", reason: str = "", error: Invalid | None = None) -> None:
        self.stance = stance
        self.reason = reason
        self.errors = error.fields if error else {}

    @classmethod
    def of(cls, position: Position | None) -> PositionForm:
        return cls(position.stance, position.reason) if position else cls()
