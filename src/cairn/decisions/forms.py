"""What people type about a decision, read from a request."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, TypedDict

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from cairn.core.clock import now
from cairn.core.errors import Invalid
from cairn.decisions.clock.due import due_of
from cairn.decisions.clock.fair import FairClock
from cairn.decisions.doubles import Double, doubles
from cairn.decisions.frameworks.definition import Definition, RoleDef
from cairn.decisions.loaders import option_of
from cairn.decisions.models import Decision, Option, Position, SilencePolicy
from cairn.decisions.operations.outcome import Effect
from cairn.decisions.operations.setup import current_setup, field_of
from cairn.decisions.roles import Roles, Setup, members_of, named
from cairn.pages.readiness import Gap, Unready
from cairn.people.crowds import crowd_of
from cairn.people.models import Team, User
from cairn.ui.hues import hue_of

HOLDER = re.compile(r"^(team:)?(\d{1,18})$")


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
        self.unwritten = ""  # which sections of its text have to be written first, in a sentence
        self.gaps: Sequence[Gap] = ()  # and one by one

    @classmethod
    def of(cls, decision: Decision) -> SetupForm:
        """As it was saved."""
        setup = current_setup(decision)
        data = QueryDict(mutable=True)
        for role in decision.definition.roles:
            data.setlist(field_of(role.key), [value_of(holder) for holder in setup.in_role(role.key)])
        if setup.due_at:
            data["due_at"] = timezone.localtime(setup.due_at).strftime("%Y-%m-%dT%H:%M")
        data["silence"] = decision.silence
        data.setlist("stand_in", [value_of(decision.stand_in)] if decision.stand_in else [])
        data["questions_block"] = "1" if decision.questions_block else ""
        data["is_blind"] = "1" if decision.is_blind else ""
        return cls(decision.definition, data)

    def setup(self) -> Setup:
        """Raises Invalid with the field's reason when the due instant can't be read."""
        due_at = due_of(self.due_at)
        return Setup(self._everybody(), due_at, self._settings())

    def refused(self, error: Invalid) -> SetupForm:
        form = SetupForm(self.definition, self.data, error.fields)
        form.crowd = crowd_of(error)
        if isinstance(error, Unready):
            form.unwritten, form.gaps = error.message, error.gaps
        return form

    @property
    def questions_block(self) -> bool:
        return bool(self.data.get("questions_block"))

    @property
    def is_blind(self) -> bool:
        return bool(self.data.get("is_blind"))

    @property
    def due_at(self) -> str:
        return str(self.data.get("due_at", ""))

    @property
    def role_fields(self) -> list[RoleField]:
        names = [(role, field_of(role.key)) for role in self.definition.roles]
        return [RoleField(role, name, chips(self._holders(name)), self.errors.get(name, "")) for role, name in names]

    @cached_property
    def clock(self) -> FairClock | None:
        """How long each has, by what is typed now; None while the due instant can't be read."""
        try:
            due_at = due_of(self.due_at)
        except Invalid:
            return None
        holders = self._everybody()
        teams = [who for each in holders.values() for who in each if isinstance(who, Team)]
        return FairClock(Roles(self.definition, holders, members_of(teams)), due_at, now())

    @cached_property
    def doubles(self) -> list[Double]:
        """Who is named in a role that adds nothing to another of hers; saving leaves it out."""
        return doubles(self.definition, self._everybody())

    @property
    def silence(self) -> str:
        return str(self.data.get("silence", ""))

    @property
    def stand_in(self) -> list[dict[str, Any]]:
        return chips(self._holders("stand_in"))

    def _settings(self) -> dict[str, object]:
        """Those that were sent: a form without them changes none."""
        settings: dict[str, object] = {}
        if self.silence in SilencePolicy.values:
            people = [who for who in self._holders("stand_in") if isinstance(who, User)]
            settings |= {"silence": self.silence, "stand_in": people[0] if people else None}
        if "asks_questions_block" in self.data:
            settings["questions_block"] = self.questions_block
        if "asks_is_blind" in self.data:
            settings["is_blind"] = self.is_blind
        return settings

    def _everybody(self) -> dict[str, list[User | Team]]:
        return {role.key: self._holders(field_of(role.key)) for role in self.definition.roles}

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


class OutcomeWords(TypedDict):
    statement: str
    option: Option | None
    override_reason: str
    effect: Effect


class OutcomeForm:
    """The outcome as typed, and what is wrong with it."""

    def __init__(self, data: Mapping[str, str] | None = None, error: Invalid | None = None) -> None:
        self.data = data = data or {}
        self.statement = data.get("statement", "")
        self.option = data.get("option", "")
        self.override_reason = data.get("override_reason", "")
        self.expected_effect = data.get("expected_effect", "")
        self.check_by = data.get("check_by", "")
        self.review_at = data.get("review_at", "")
        self.errors = error.fields if error else {}

    def words(self, decision: Decision) -> OutcomeWords:
        """For `record_outcome`. Raises Invalid when the day can't be read, Http404 for an option of another decision."""
        chosen = int(self.option) if self.option.isdecimal() and len(self.option) < 19 else None
        return {
            "statement": self.statement,
            "option": option_of(decision, chosen) if chosen is not None else None,
            "override_reason": self.override_reason,
            "effect": Effect(self.expected_effect, self.check_by, self._day()),
        }

    def refused(self, error: Invalid) -> OutcomeForm:
        return OutcomeForm(self.data, error)

    def _day(self) -> date | None:
        if not self.review_at.strip():
            return None
        try:
            return date.fromisoformat(self.review_at.strip())
        except ValueError:
            words = _("This is not a day we can read. Pick one, or leave it empty.")
            raise Invalid(words, fields={"review_at": words}) from None


class AmendmentForm:
    """An amendment as typed, and what is wrong with it."""

    def __init__(self, text: str = "", reason: str = "", error: Invalid | None = None) -> None:
        self.text = text
        self.reason = reason
        self.errors = error.fields if error else {}


class PositionForm:
    """A position as typed or as taken, and what is wrong with it."""

    def __init__(self, stance: str = "", reason: str = "", seen: str = "", error: Invalid | None = None) -> None:
        self.stance = stance
        self.reason = reason
        self.seen = seen  # what she had before her when she began (`Changes.seen`)
        self.errors = error.fields if error else {}

    @classmethod
    def of(cls, position: Position | None, seen: str = "") -> PositionForm:
        return cls(position.stance, position.reason, seen) if position else cls(seen=seen)

    @classmethod
    def typed(cls, data: Mapping[str, str], error: Invalid | None = None) -> PositionForm:
        return cls(data.get("stance", ""), data.get("reason", ""), data.get("seen", ""), error)
