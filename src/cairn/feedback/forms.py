"""What people type when they ask for feedback or for reading; shows the same words again when they are refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from cairn.core.clock import now
from cairn.core.errors import CairnError, Invalid
from cairn.feedback.models import Maturity, Round
from cairn.feedback.operations import Ask, Given
from cairn.feedback.times import usual_due
from cairn.feedback.words import ASKED, QUESTIONS
from cairn.pages.models import Page
from cairn.people.directory import TEAM_PREFIX, Directory
from cairn.people.models import Team, User
from cairn.ui.instants import zone_name

NEXT = {10: 50, 50: 90, 90: 90}


class InstantForm(forms.Form):
    """In the reader's zone; an hour that the clock skips or repeats is no instant."""

    due_at = forms.DateTimeField(input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"])


class AskForm:
    def __init__(self, user: User, data: Mapping[str, Any], error: CairnError | None = None) -> None:
        self.user = user
        self.data = data
        self.error = error

    @classmethod
    def sent(cls, user: User, data: QueryDict) -> AskForm:
        return cls(user, {**data.dict(), "who": data.getlist("who")})

    @classmethod
    def first(cls, user: User, page: Page) -> AskForm:
        """Filled with what is likely: the reviewers of the page's last round, the next maturity, three days."""
        last = page.rounds.exclude(by=None).order_by("-pk").first()
        maturity = NEXT[last.maturity] if last else (Maturity.SUBSTANCE if page.published_id else Maturity.DIRECTION)
        who = (
            _values(last.reviews.filter(user__is_active=True).exclude(user=user).select_related("team")) if last else []
        )
        due = usual_due(user, now())
        return cls(user, {"who": who, "maturity": str(int(maturity)), "due_at": _local(due), "question": ""})

    @classmethod
    def of(cls, user: User, round_: Round) -> AskForm:
        facts = {"question": round_.question, "maturity": str(round_.maturity), "due_at": _local(round_.due_at)}
        return cls(user, {"who": [], **facts})

    @classmethod
    def to_read(cls, user: User, page: Page) -> AskForm:
        """Empty, with a week's time; of an open request its end and note, for more people."""
        asked = page.read_requests.filter(ended_at=None).first()
        if asked is not None:
            return cls(
                user, {"who": [], "question": asked.note, "due_at": _local(asked.due_at) if asked.due_at else ""}
            )
        return cls(user, {"who": [], "question": "", "due_at": _local(usual_due(user, now(), days=5))})

    def refused(self, error: CairnError) -> AskForm:
        return AskForm(self.user, self.data, error)

    def ask(self) -> Ask:
        people, teams = Directory.chosen(self.user, self.data.get("who", []))
        maturity = str(self.data.get("maturity", Maturity.SUBSTANCE))
        return Ask(
            people, teams, self._instant(), str(self.data.get("question", "")),
            int(maturity) if maturity in ("10", "50", "90") else 0, str(self.data.get("blind", "")),
        )  # fmt: skip

    def _instant(self) -> datetime | None:
        """None when nothing was typed. Raises Invalid when it can't be read."""
        if not self.data.get("due_at"):
            return None
        form = InstantForm({"due_at": self.data["due_at"]})
        due_at: datetime | None = form.cleaned_data["due_at"] if form.is_valid() else None
        if due_at is None or not 1970 < due_at.year < 3000:
            words = _("This instant can’t be read. Pick a day and an hour; in the night the clock changes, another.")
            raise Invalid(words, fields={"due_at": words})
        return due_at

    @property
    def errors(self) -> dict[str, str]:
        return self.error.fields if self.error else {}

    @property
    def zone(self) -> str:
        return zone_name(now())

    @property
    def chosen(self) -> list[dict[str, Any]]:
        people, teams = Directory.chosen(self.user, self.data.get("who", []))
        return chips([*teams, *people])

    @property
    def maturities(self) -> list[dict[str, Any]]:
        return [
            {
                "value": maturity.value,
                "label": maturity.label,
                "asked": ASKED[maturity],
                "question": QUESTIONS[maturity],
                "is_chosen": str(maturity.value) == str(self.data.get("maturity")),
            }
            for maturity in Maturity
        ]


class ClosingForm:
    """What the author says to each thread, as typed."""

    def __init__(self, data: Mapping[str, str], error: CairnError | None = None) -> None:
        self.data = data
        self.error = error

    def given(self) -> dict[int, Given]:
        marks = {"taken": True, "not": False}
        return {
            int(name.removeprefix("mark-")): Given(
                marks.get(mark), self.data.get(f"line-{name.removeprefix('mark-')}", "")
            )
            for name, mark in self.data.items()
            if name.startswith("mark-") and name.removeprefix("mark-").isdecimal() and len(name) < 24
        }

    @property
    def note(self) -> str:
        return self.data.get("note", "")

    def mark(self, thread_id: int) -> str:
        return self.data.get(f"mark-{thread_id}", "")

    def line(self, thread_id: int) -> str:
        return self.data.get(f"line-{thread_id}", "")

    def wrong(self, thread_id: int) -> str:
        return self.error.fields.get(f"thread-{thread_id}", "") if self.error else ""


def chips(holders: Iterable[User | Team]) -> list[dict[str, Any]]:
    return [
        {"value": f"{TEAM_PREFIX}{who.pk}", "label": who.name, "hue": ""}
        if isinstance(who, Team)
        else {"value": str(who.pk), "label": who.name, "hue": who.hue}
        for who in holders
    ]


def _values(reviews: Iterable[Any]) -> list[str]:
    """A team that was named stands for its people again."""
    values = [f"{TEAM_PREFIX}{each.team_id}" if each.team_id else str(each.user_id) for each in reviews]
    return list(dict.fromkeys(values))


def _local(instant: datetime) -> str:
    return timezone.localtime(instant).strftime("%Y-%m-%dT%H:%M")
