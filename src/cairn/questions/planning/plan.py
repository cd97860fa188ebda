"""What the hosts plan, as they typed it, and the typed words again when something in them is asked back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.timezone import get_current_timezone, localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.core.errors import Invalid
from cairn.questions.models import Session
from cairn.questions.planning.said import AsksBack, Choice, instant_of
from cairn.questions.stages import DEEDS, Stage

INSTANTS = {
    "opens_at": gettext_lazy("Questions from"),
    "closes_at": gettext_lazy("Questions until"),
    "answers_until": gettext_lazy("Answers until"),
}
HINTS = {
    "opens_at": gettext_lazy("Empty: nobody can ask yet."),
    "closes_at": gettext_lazy("Then votes are frozen. A day alone is its last minute."),
    "answers_until": gettext_lazy("Empty: until the last one is answered."),
}
DEED_WORDS = {"ask": gettext_lazy("ask"), "vote": gettext_lazy("vote"), "answer": gettext_lazy("answer")}


@dataclass(frozen=True)
class Plan:
    """All instants in UTC. `allows` names for each stage what everybody may do in it."""

    opens_at: datetime | None
    closes_at: datetime | None
    answers_until: datetime | None
    allows: Mapping[str, list[str]]
    approve_first: bool = False
    anonymous_allowed: bool = True
    zone: str = ""


@dataclass
class Asking:
    """One instant in the form: what stands in it, what is wrong with it, and what it may mean."""

    name: str
    label: str
    hint: str
    said: str
    error: str = ""
    choices: list[Choice] = field(default_factory=list)


class PlanForm:
    """Reads a plan from a request, and draws what is kept or typed."""

    def __init__(self, session: Session, data: QueryDict | None = None) -> None:
        self.session, self.data = session, data
        self.errors: dict[str, str] = {}
        self.choices: dict[str, list[Choice]] = {}
        self.message = ""

    def plan(self) -> Plan:
        """Raises Invalid (with `errors` and `choices` set) when an instant is none, or may be more than one."""
        assert self.data is not None
        found: dict[str, datetime | None] = {}
        for name in INSTANTS:
            said, chosen = self.data.get(name, ""), self.data.get(f"{name}_meant", "")
            try:
                found[name] = instant_of(said, name, chosen=chosen, ends=name != "opens_at")
            except AsksBack as error:
                self.choices[name] = error.choices
                self.errors[name] = error.message
            except Invalid as error:
                self.errors[name] = error.message
        if self.errors:
            raise Invalid(next(iter(self.errors.values())), fields=self.errors)
        allows = {stage: [deed for deed in DEEDS if f"{stage}-{deed}" in self.data] for stage in Stage.values}
        return Plan(
            **found,
            allows=allows,
            approve_first="approve_first" in self.data,
            anonymous_allowed="anonymous_allowed" in self.data,
            zone=str(get_current_timezone()),
        )

    def refuse(self, error: Invalid) -> None:
        self.errors = {**error.fields, **self.errors}
        self.message = error.message

    @property
    def status(self) -> int:
        return 422 if self.errors or self.message else 200

    @property
    def instants(self) -> list[Asking]:
        return [
            Asking(
                name,
                str(label),
                str(HINTS[name]),
                self._said(name),
                self.errors.get(name, ""),
                self.choices.get(name, []),
            )
            for name, label in INSTANTS.items()
        ]

    def _said(self, name: str) -> str:
        if self.data is not None:
            return self.data.get(name, "")
        at: datetime | None = getattr(self.session, name)
        return date_format(localtime(at), "j F Y, H:i") if at else ""

    @property
    def approve_first(self) -> bool:
        return self._ticked("approve_first", self.session.approve_first)

    @property
    def anonymous_allowed(self) -> bool:
        return self._ticked("anonymous_allowed", self.session.anonymous_allowed)

    @property
    def stages(self) -> list[dict[str, Any]]:
        """Each stage with what everybody may do in it, as boxes."""
        return [
            {
                "label": stage.label,
                "boxes": [
                    {
                        "name": f"{stage.value}-{deed}",
                        "label": DEED_WORDS[deed],
                        "on": self._ticked(f"{stage.value}-{deed}", deed in self.session.allows.get(stage.value, ())),
                    }
                    for deed in DEEDS
                ],
            }
            for stage in Stage
        ]

    def _ticked(self, name: str, kept: bool) -> bool:
        return kept if self.data is None else name in self.data


def check_order(plan: Plan) -> None:
    """Raises Invalid for instants that can't follow one another."""
    if plan.closes_at and plan.opens_at and plan.closes_at <= plan.opens_at:
        words = _("Questions end before they begin. Say a later end.")
        raise Invalid(words, fields={"closes_at": words})
    if plan.answers_until and plan.closes_at and plan.answers_until < plan.closes_at:
        words = _("Answers end before questions do. Say a later end, or leave it empty.")
        raise Invalid(words, fields={"answers_until": words})
    if plan.answers_until and plan.closes_at is None:
        words = _("Say first until when questions are taken.")
        raise Invalid(words, fields={"closes_at": words})
