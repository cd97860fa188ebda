"""The log as a table for spreadsheets: UTF-8 with a mark that Excel needs, and no cell that runs as a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime

from django.conf import settings
from django.utils.translation import gettext as _

from cairn.decisions.log.finding import by_time, narrowed
from cairn.decisions.log.rows import Row
from cairn.decisions.log.screen import Log

CHUNK = 500
# What spreadsheets take for the start of a formula: https://owasp.org/www-community/attacks/CSV_Injection
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class _Echo:
    """A file for csv.writer that hands each line back."""

    def write(self, line: str) -> str:
        return line


def csv_lines(log: Log) -> Iterator[bytes]:
    """Line by line, however long the log is."""
    writer = csv.writer(_Echo())
    yield "\ufeff".encode()
    yield writer.writerow(_heads()).encode()
    found = (
        by_time(narrowed(log.everything, log.user, log.asked)).for_lists().with_heirs(log.user).with_citations(log.user)
    )
    found = found.select_related("framework__framework")
    for decision in found.prefetch_related("page__labels").iterator(chunk_size=CHUNK):
        row = Row(decision, decision.status)
        yield writer.writerow([safe(cell) for cell in _cells(row)]).encode()


def safe(value: object) -> str:
    """As text; what would run as a formula gets an apostrophe in front, which spreadsheets do not show."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULAS) else text


def _heads() -> list[str]:
    return [
        _("Number"), _("Title"), _("Space"), _("State"), _("Framework"), _("Outcome"), _("Option"), _("Decided by"),
        _("Decided"), _("Due"), _("Expected effect"), _("Review"), _("Superseded by"), _("Tags"), _("Cited by"),
        _("Address"),
    ]  # fmt: skip


def _cells(row: Row) -> list[object]:
    decision, outcome = row.decision, row.outcome
    return [
        row.number,
        decision.page.title,
        decision.page.space.name,
        row.status.label,
        decision.framework.framework.name,
        outcome.statement if outcome else "",
        outcome.option.title if outcome and outcome.option else "",
        outcome.who if outcome else "",
        _utc(outcome.at if outcome else None),
        _utc(decision.due_at),
        outcome.expected_effect if outcome else "",
        outcome.review_at if outcome else "",
        row.heir,
        ", ".join(row.tags),
        row.cited,
        settings.BASE_URL + decision.get_absolute_url(),
    ]


def _utc(moment: datetime | date | None) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M") if isinstance(moment, datetime) else ""
