"""What people type about a series. The form shapes input; operations decide."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.dateparse import parse_date

from cairn.core.errors import CairnError
from cairn.core.ids import number
from cairn.gallery.definition import Definition
from cairn.people.directory import Directory, option_of
from cairn.people.models import User
from cairn.people.zones import today_of
from cairn.series.models import Series
from cairn.series.operations import Plan
from cairn.series.pages import offered
from cairn.series.rhythm import DAY, Rhythm


class SeriesForm:
    """Template, the other one, whose talk it is, how often, and when first. Shows the same words when refused."""

    def __init__(self, user: User, data: QueryDict, error: CairnError | None = None) -> None:
        self.user, self.data, self.error = user, data, error
        self.errors: dict[str, str] = getattr(error, "fields", {})

    @property
    def templates(self) -> list[Definition]:
        return offered()

    @property
    def rhythms(self) -> list[tuple[str, Any]]:
        return list(Rhythm.choices)

    @property
    def template(self) -> str:
        return self.data.get("template", offered()[0].slug)

    @property
    def rhythm(self) -> str:
        return self.data.get("rhythm", Rhythm.MONTH)

    @property
    def is_lead(self) -> bool:
        """The talk is the other one's; hers if she says nothing."""
        return self.data.get("whose") == "other"

    @property
    def other(self) -> User | None:
        people, _teams = Directory.chosen(self.user, [self.data.get("other", "")])
        return people[0] if people else None

    @property
    def chosen(self) -> list[dict[str, Any]]:
        return [{"value": o.value, "label": o.label, "hue": o.hue} for o in map(option_of, filter(None, [self.other]))]

    @property
    def on(self) -> str:
        return self.data.get("on", (today_of(self.user) + 7 * DAY).isoformat())

    def plan(self) -> Plan:
        person, lead = (self.other, self.user) if self.is_lead else (self.user, self.other)
        return Plan(self.template, person, lead, self.rhythm, day_of(self.on))


def day_of(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def change_of(series: Series, data: QueryDict) -> tuple[str, date | None]:
    return data.get("rhythm", series.rhythm), day_of(data.get("on", ""))


def pair_in(data: QueryDict) -> int | None:
    return number(data.get("pair", ""))
