"""What people type about what becomes of a decision, kept as typed when it is refused."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from django.utils import timezone
from django.utils.dateparse import parse_date

from cairn.core.clock import now
from cairn.core.errors import Invalid
from cairn.core.ids import number
from cairn.decisions.models import Decision
from cairn.decisions.operations.triggers import Trigger
from cairn.pages.loaders import page_for
from cairn.pages.models import Page
from cairn.people.models import User


class Typed:
    """Fields by name, each as text, for templates; `errors` by the same names."""

    def __init__(self, data: Mapping[str, str] | None = None, error: Invalid | None = None) -> None:
        self.data = dict(data.items()) if data else {}
        self.errors = error.fields if error else {}
        self.error = error.message if error and not error.fields else ""

    def __getitem__(self, name: str) -> str:
        return str(self.data[name])


def reopening_form() -> Typed:
    """Three days from now, at the same hour."""
    due = timezone.localtime(now() + timedelta(days=3)).replace(minute=0)
    return Typed({"due_at": due.strftime("%Y-%m-%dT%H:%M")})


def chosen_decision(user: User, data: Mapping[str, str]) -> Decision | None:
    pk = number(data.get("replacement", ""))
    found: Decision | None = Decision.objects.visible_to(user).for_lists().filter(pk=pk).first() if pk else None
    return found


def trigger_of(user: User, data: Mapping[str, str]) -> Trigger:
    """What was typed as a trigger; what can't be read is None, and the operation says what is missing."""
    return Trigger(
        kind=data.get("kind", ""),
        day=_day(data.get("day", "")),
        page=_page(user, data.get("page", "")),
        is_material=data.get("is_material") == "on",
        days=number(data.get("days", "")),
        words=data.get("words", ""),
    )


def _page(user: User, typed: str) -> Page | None:
    pk = number(typed)
    return page_for(user, pk) if pk is not None else None


def _day(typed: str) -> date | None:
    try:
        return parse_date(typed.strip())
    except ValueError:
        return None
