"""The log as a table for spreadsheets (`core.sheets`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from cairn.decisions.log.finding import by_time, narrowed
from cairn.decisions.log.names import state_name
from cairn.decisions.log.screen import Log
from cairn.decisions.models.outcome import numbered
from cairn.pages.models import Label

CHUNK = 500
# What a line is made of. Ten times as fast as the rows of ten tables that these columns stand in.
READ = (
    "page", "page__title", "page__space__name", "state", "framework__framework__name", "outcome__number",
    "outcome__statement", "outcome__option__title", "outcome__by__name", "outcome__decider", "outcome__at", "due_at",
    "outcome__expected_effect", "outcome__review_at", "supersession__replacement__outcome__number", "sees_heir",
    "citations_count",
)  # fmt: skip


def rows(log: Log) -> Iterator[Sequence[object]]:
    """Two queries however long the log is; its heads first."""
    yield _heads()
    tags = _tags(log)
    found = by_time(narrowed(log.everything, log.user, log.asked)).with_heirs(log.user).with_citations(log.user)
    for row in found.values(*READ).iterator(chunk_size=CHUNK):
        yield _cells(row, tags[row["page"]])


def _tags(log: Log) -> Mapping[int, list[str]]:
    """Page → its labels, of every decision of the log."""
    pages = log.everything.order_by().values("page")
    found: dict[int, list[str]] = defaultdict(list)
    for page, name in Label.objects.filter(page__in=pages).order_by("name").values_list("page", "name"):
        found[page].append(name)
    return found


def _heads() -> list[str]:
    return [
        _("Number"), _("Title"), _("Space"), _("State"), _("Framework"), _("Outcome"), _("Option"), _("Decided by"),
        _("Decided"), _("Due"), _("Expected effect"), _("Review"), _("Superseded by"), _("Tags"), _("Cited by"),
        _("Address"),
    ]  # fmt: skip


def _cells(row: dict[str, Any], tags: Sequence[str]) -> list[object]:
    decided = row["outcome__number"] is not None
    heir = row["supersession__replacement__outcome__number"] if row["state"] == "superseded" and row["sees_heir"] else 0
    return [
        numbered(row["outcome__number"]) if decided else "",
        row["page__title"],
        row["page__space__name"],
        state_name(row["state"]),
        row["framework__framework__name"],
        row["outcome__statement"],
        row["outcome__option__title"],
        row["outcome__by__name"] or row["outcome__decider"],
        _utc(row["outcome__at"]),
        _utc(row["due_at"]),
        row["outcome__expected_effect"],
        row["outcome__review_at"],
        numbered(heir) if heir else "",
        ", ".join(tags),
        row["citations_count"],
        f"{settings.BASE_URL}/pages/{row['page']}/",
    ]


def _utc(moment: datetime | None) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M") if moment else ""
