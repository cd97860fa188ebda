"""What people type when they begin to draft together, and when they answer; shows the same words when refused."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import QueryDict
from django.utils import timezone

from cairn.core.clock import now
from cairn.drafting.models import Round
from cairn.drafting.operations import Plan, Written
from cairn.feedback.forms import AskForm
from cairn.feedback.times import usual_due
from cairn.people.models import User

DAYS = 3  # working days of hers, to begin with
TEXT, NOTHING, SEEN = "text-", "nothing-", "seen-"


class PlanForm(AskForm):
    """Whom, until when, a word to them, and whether she answers too."""

    @classmethod
    def begun(cls, user: User, sent: QueryDict) -> PlanForm:
        """Filled with what the address says and what is likely."""
        due = timezone.localtime(usual_due(user, now(), days=DAYS)).strftime("%Y-%m-%dT%H:%M")
        return cls(user, {"due_at": due, "note": "", "too": "1", **sent.dict(), "who": sent.getlist("who")})

    @classmethod
    def running(cls, user: User, round_: Round) -> PlanForm:
        due = timezone.localtime(max(round_.ends_at, now())).strftime("%Y-%m-%dT%H:%M")
        return cls(user, {"who": [], "due_at": due})

    @classmethod
    def typed(cls, user: User, sent: QueryDict) -> PlanForm:
        return cls(user, {**sent.dict(), "who": sent.getlist("who")})

    @property
    def answers_too(self) -> bool:
        return self.data.get("too") == "1"

    def plan(self) -> Plan:
        asked = self.ask()
        return Plan(asked.people, asked.teams, asked.due_at, self.data.get("note", ""), self.answers_too, asked.blind)


def written_in(sent: Mapping[str, str]) -> dict[str, Written]:
    """`text-KEY`, `nothing-KEY` and `seen-KEY` of a sheet, for each section that was on it."""
    keys = [name.removeprefix(TEXT) for name in sent if name.startswith(TEXT)]
    return {key: one_written(*(sent.get(f"{what}{key}", "") for what in (TEXT, NOTHING, SEEN))) for key in keys}


def one_written(text: str, nothing: str, seen: str) -> Written:
    return Written(text.replace("\r\n", "\n"), nothing == "1", seen)
