"""Decisions as MADR files, as one reader may see them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from typing import IO, Any

from django.conf import settings
from django.utils.text import slugify

from cairn.decisions.interchange.history import Past
from cairn.decisions.interchange.kept import in_order, put_back
from cairn.decisions.interchange.people import Words
from cairn.decisions.interchange.record import (
    Change,
    Choice,
    Measure,
    Named,
    Record,
    Said,
    State,
    day_of,
    instant,
    unique,
)
from cairn.decisions.interchange.vocabulary import state_of
from cairn.decisions.interchange.writing import USUAL, write
from cairn.decisions.models import Cell, Decision, Outcome, SilencePolicy, Status
from cairn.decisions.roles import holder_of
from cairn.documents import Adf, empty_document, to_markdown
from cairn.documents.walk import walk
from cairn.pages.cards import page_id
from cairn.pages.drafts import draft_body
from cairn.pages.models import Page
from cairn.pages.rendering import media_url
from cairn.people.actors import Actor
from cairn.people.models import User

_STATES = {Status.SUPERSEDED: State.SUPERSEDED, Status.WITHDRAWN: State.WITHDRAWN, Status.DECIDED: State.DECIDED}
NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Export:
    """What goes out together: `reader` sees all of it, so links between its files are links between files."""

    reader: Actor
    names: dict[int, str] = field(default_factory=dict)  # page → file, with its folder where there are several

    @cached_property
    def words(self) -> Words:
        return Words()

    @classmethod
    def of(cls, decisions: Iterable[Decision], reader: Actor) -> Export:
        """In a folder for each space where there are several; drafts of one title are counted."""
        decisions = list(decisions)
        several = len({each.page.space_id for each in decisions}) > 1
        names = dict[str, int]()  # as a set in order: file → page
        for each in decisions:
            folder = f"{each.page.space.key}/" if several else ""
            wanted = folder + file_name(each)
            tries = (wanted, *(f"{wanted[:-3]}-{n}.md" for n in range(2, len(names) + 3)))
            names[next(name for name in tries if name not in names)] = each.page_id
        return cls(reader, {page: name for name, page in names.items()})

    def link(self, page: int, start: int) -> str | None:
        """From the file of the page `start` to that of `page`; None where that does not go out."""
        name = self.names.get(page)
        if name is None:
            return None
        folder, _, file = name.rpartition("/")
        return file if folder == self.names.get(start, "").rpartition("/")[0] else f"../{name}"


def file_name(decision: Decision) -> str:
    """ "0003-use-a-message-bus.md"; a draft, which has no number, is "draft-use-a-message-bus.md" wherever it comes from."""
    outcome: Outcome | None = getattr(decision, "outcome", None)
    start = f"{outcome.number:04}" if outcome else "draft"
    return f"{start}-{slugify(decision.page.title)[:80].strip('-') or 'decision'}.md"


def as_madr(decision: Decision, export: Export) -> str:
    """One file. The caller has loaded the decision for the reader."""
    return write(record_of(decision, export))


def write_zip(decisions: Sequence[Decision], export: Export, target: IO[bytes]) -> None:
    """All of them. `export` is of these decisions."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for decision in decisions:
            archive.writestr(export.names[decision.page_id], as_madr(decision, export))


def zipped(decisions: Sequence[Decision], export: Export) -> bytes:
    target = io.BytesIO()
    write_zip(decisions, export, target)
    return target.getvalue()


def record_of(decision: Decision, export: Export) -> Record:
    """The decision as a record: what its reader may see of it, and no position of others while a blind phase lasts."""
    outcome: Outcome | None = getattr(decision, "outcome", None)
    words = export.words
    record = Record("", decision.page.title, form="cairn", state=_STATES.get(decision.status, State.DRAFT))
    _add_setup(record, decision, words)
    _add_import(record, decision)
    keys = _add_table(record, decision)
    if outcome is not None:
        _add_outcome(record, outcome)
        rows = outcome.amendments.select_related("by")
        record.changes = [Change(row.text, row.reason, day_of(row.at), words.of(row.by)) for row in rows]
    _add_end(record, decision, export)
    record.positions = [_said(row, words, keys) for row in _positions(decision, export.reader)]
    record.history = list(Past(decision, export.reader, words, _is_hidden(decision)).entries())
    put_back(record, decision.imported.kept if hasattr(decision, "imported") else [])
    record.positions.sort(key=lambda said: (said.who.name, said.who.email))
    record.changes.sort(key=lambda change: instant(change.on) if change.on else NEVER)
    record.history = in_order(record.history)
    record.body = to_markdown(_body(decision.page, export), media_url=media_url).text.strip("\n")
    return record


def _add_setup(record: Record, decision: Decision, words: Words) -> None:
    holders = decision.role_holders.select_related("user", "team").order_by("pk")
    record.framework = decision.framework.framework.key
    record.people = [words.of(holder_of(row), row.role) for row in holders]
    record.labels = list(decision.page.labels.order_by("name").values_list("name", flat=True))
    record.is_blind, record.questions_block = decision.is_blind, decision.questions_block
    record.silence = "" if decision.silence == SilencePolicy.ESCALATE else str(decision.silence)
    record.stand_in = words.of(decision.stand_in) if decision.stand_in else None
    record.due = day_of(decision.due_at) if decision.due_at else None
    if hasattr(decision, "start"):
        record.started, record.started_by = day_of(decision.start.at), words.of(decision.start.by)


def _said(row: Any, words: Words, keys: dict[int, str]) -> Said:
    marks = {keys[mark.option_id]: mark.value for mark in row.marks.all()}
    confirmed = day_of(row.confirmed_at) if row.confirmed_at else None
    return Said(words.of(row.user), row.stance, row.reason, day_of(row.at), confirmed, bool(row.silence_id), marks)


def _is_hidden(decision: Decision) -> bool:
    return decision.is_blind and getattr(decision, "outcome", None) is None


def _positions(decision: Decision, reader: Actor) -> Iterator[Any]:
    rows = decision.positions.select_related("user").prefetch_related("marks").order_by("user__name", "user")
    if not _is_hidden(decision):
        yield from rows
    elif isinstance(reader, User):
        yield from rows.filter(user=reader)


def _add_import(record: Record, decision: Decision) -> None:
    imported = getattr(decision, "imported", None)
    if imported is None:
        return
    record.label = imported.label
    if said := state_of(imported.status):  # the file's own word, while it still says the same
        record.status = imported.status if said is record.state and imported.status != USUAL.get(said) else ""
    record.people += [Named(who["role"], who["name"], who["email"]) for who in imported.people]


def _add_table(record: Record, decision: Decision) -> dict[int, str]:
    """Gives back the keys of the options."""
    criteria, options = list(decision.criteria.all()), list(decision.options.all())
    record.criteria = [Measure(each.name, each.kind, each.unit, each.direction, each.weight) for each in criteria]
    keys = dict(zip((each.pk for each in criteria), unique([each.name for each in criteria]), strict=True))
    cells: dict[int, dict[str, str]] = {}
    for cell in Cell.objects.filter(option__decision=decision).exclude(value=""):
        cells.setdefault(cell.option_id, {})[keys[cell.criterion_id]] = cell.value
    record.options = [Choice(each.title, each.description, cells.get(each.pk, {})) for each in options]
    outcome = getattr(decision, "outcome", None)
    titles = dict(zip((each.pk for each in options), unique([each.title for each in options]), strict=True))
    record.chosen = titles.get(outcome.option_id, "") if outcome else ""
    return titles


def _add_outcome(record: Record, outcome: Outcome) -> None:
    record.number, record.on = outcome.number, day_of(outcome.at)
    record.statement, record.override_reason = outcome.statement, outcome.override_reason
    record.effect, record.check_by, record.review_on = outcome.expected_effect, outcome.check_by, outcome.review_at
    record.keeps_outcome = record.state is State.WITHDRAWN


def _add_end(record: Record, decision: Decision, export: Export) -> None:
    words = export.words
    withdrawal, supersession = getattr(decision, "withdrawal", None), getattr(decision, "supersession", None)
    if supersession is not None and record.state is State.SUPERSEDED:
        record.reason = supersession.reason
        record.ended, record.ended_by = _ended(supersession, words, supersession.replacement.outcome.at)
        heir = supersession.replacement
        file = export.link(heir.page_id, decision.page_id)
        may_see = Page.objects.visible_to(export.reader).filter(pk=heir.page_id).exists()
        record.superseded_by = [file or heir.outcome.label] if may_see else []
    elif withdrawal is not None:
        record.reason = withdrawal.reason
        record.on = record.on or day_of(withdrawal.at)
        record.ended, record.ended_by = _ended(withdrawal, words, instant(record.on))


def _ended(row: Any, words: Words, usual: datetime) -> tuple[date | None, Named | None]:
    """When and by whom, where that goes without saying left out."""
    return None if row.at == usual else day_of(row.at), words.of(row.by) if row.by else None


def _body(page: Page, export: Export) -> Adf:
    """The published text, or the draft of what was never published, with links that hold outside of Cairn."""
    body: Adf = page.published.body if page.published else draft_body(page)
    body = _copied(body or empty_document())
    for node in walk(body):
        for holder in [node.get("attrs"), *(mark.get("attrs") for mark in node.get("marks", ()))]:
            for key in ("href", "url"):
                if isinstance(holder, dict) and isinstance(holder.get(key), str):
                    holder[key] = _outside(holder[key], page, export)
    return body


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(each) for key, each in value.items()}
    return [_copied(each) for each in value] if isinstance(value, list) else value


def _outside(href: str, page: Page, export: Export) -> str:
    pk = page_id(href)
    if pk is not None and "#" not in href and (file := export.link(pk, page.pk)) is not None:
        return file
    return f"{settings.BASE_URL.rstrip('/')}{href}" if href.startswith("/") and not href.startswith("//") else href
