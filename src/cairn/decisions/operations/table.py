"""Options × criteria: rows, columns, and one cell at a time."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Invalid, Missing
from cairn.decisions.guard import lock_for_change
from cairn.decisions.models import Cell, Criterion, Decision, Option
from cairn.people.actors import Actor, user_of

OPTIONS_MOST = 50
CRITERIA_MOST = 30
CELL_LENGTH = 10_000
DESCRIPTION_LENGTH = 2000


class StaleCell(Conflict):
    """Somebody saved this cell first. `cell` holds what is there, `typed` what she wanted to save."""

    def __init__(self, cell: Cell, typed: str) -> None:
        who = cell.by.name if cell.by else _("Somebody")
        super().__init__(
            _("%(who)s changed this cell while you were writing. Your text is kept. Compare the two.") % {"who": who}
        )
        self.cell = cell
        self.typed = typed


@dataclass(frozen=True)
class _Kind:
    """What options and criteria have in common, and what not."""

    model: Any
    field: str
    length: int
    most: int


OPTION = _Kind(Option, "title", 200, OPTIONS_MOST)
CRITERION = _Kind(Criterion, "name", 80, CRITERIA_MOST)


def add_option(decision: Decision, *, by: Actor, title: str, description: str = "") -> Option:
    """One more row, at the end. At most 50."""
    option: Option
    with atomic():
        decision, option = _add(OPTION, decision, by, title)
        if description.strip():
            option.description = description.strip()[:DESCRIPTION_LENGTH]
            option.save(update_fields=["description"])
        _record("option.added", decision, by=by, target_id=option.pk, title=option.title)
    return option


def rename_option(option: Option, *, by: Actor, title: str, description: str | None = None) -> Option:
    """`description` stays as it is when None."""
    more = {} if description is None else {"description": description.strip()[:DESCRIPTION_LENGTH]}
    renamed: Option
    with atomic():
        decision, renamed, before = _rename(OPTION, option, by, title, more)
        _record("option.renamed", decision, by=by, target_id=renamed.pk, title=renamed.title, before=before)
    return renamed


def remove_option(option: Option, *, by: Actor) -> None:
    """Takes its cells along."""
    with atomic():
        decision, title = _remove(OPTION, option, by)
        _record("option.removed", decision, by=by, target_id=option.pk, title=title)


def add_criterion(decision: Decision, *, by: Actor, name: str) -> Criterion:
    """One more column, at the end. At most 30."""
    criterion: Criterion
    with atomic():
        decision, criterion = _add(CRITERION, decision, by, name)
        _record("criterion.added", decision, by=by, target_id=criterion.pk, title=criterion.name)
    return criterion


def rename_criterion(criterion: Criterion, *, by: Actor, name: str) -> Criterion:
    renamed: Criterion
    with atomic():
        decision, renamed, before = _rename(CRITERION, criterion, by, name, {})
        _record("criterion.renamed", decision, by=by, target_id=renamed.pk, title=renamed.name, before=before)
    return renamed


def remove_criterion(criterion: Criterion, *, by: Actor) -> None:
    """Takes its cells along."""
    with atomic():
        decision, name = _remove(CRITERION, criterion, by)
        _record("criterion.removed", decision, by=by, target_id=criterion.pk, title=name)


def fill_cell(option: Option, criterion: Criterion, *, by: Actor, value: str, revision: int) -> Cell:
    """Save one cell. `revision` is the one she started from: 0 for a cell that was never filled.

    Raises StaleCell when somebody saved it since, unless both wrote the same. Other cells never conflict.
    """
    value = value.strip()
    if len(value) > CELL_LENGTH:
        raise Invalid(
            _("A cell holds %(limit)d characters. Put the rest in the page and point to it.") % {"limit": CELL_LENGTH},
            fields={"value": _("Too long for a cell.")},
        )
    with atomic():
        decision = lock_for_change(option.decision, by=by)
        if criterion.decision_id != decision.pk:
            raise Missing(_("This criterion belongs to another decision."))
        _refuse_removed(option, criterion)
        cell, _made = Cell.objects.select_related("by").get_or_create(option=option, criterion=criterion)
        if cell.value == value:
            return cell
        if cell.revision != revision:
            raise StaleCell(cell, value)
        cell.value, cell.revision, cell.by, cell.at = value, cell.revision + 1, user_of(by), now()
        cell.save()
        _record("cell.filled", decision, by=by, target_id=cell.pk, option=option.title, criterion=criterion.name)
    return cell


def _refuse_removed(option: Option, criterion: Criterion) -> None:
    there = Option.objects.filter(pk=option.pk).exists() and Criterion.objects.filter(pk=criterion.pk).exists()
    if not there:
        raise Conflict(
            _("Somebody removed this row or column while you were writing. Copy your text before you go on.")
        )


def _add(kind: _Kind, decision: Decision, by: Actor, name: str) -> tuple[Decision, Any]:
    name = _name(kind, name)
    decision = lock_for_change(decision, by=by)
    rows = kind.model.objects.filter(decision=decision)
    if rows.count() >= kind.most:
        raise Invalid(_("This table is full: %(most)d at most. Remove one first.") % {"most": kind.most})
    last = rows.aggregate(last=Max("position"))["last"]
    position = 0 if last is None else last + 1
    return decision, kind.model.objects.create(decision=decision, position=position, **{kind.field: name})


def _rename(kind: _Kind, row: Any, by: Actor, name: str, more: dict[str, str]) -> tuple[Decision, Any, str]:
    """The decision, the row, and its name before."""
    name = _name(kind, name)
    decision = lock_for_change(row.decision, by=by)
    row = _fresh(kind, row)
    before: str = getattr(row, kind.field)
    for field, value in {kind.field: name, **more}.items():
        setattr(row, field, value)
    row.save(update_fields=[kind.field, *more])
    return decision, row, before


def _remove(kind: _Kind, row: Any, by: Actor) -> tuple[Decision, str]:
    """The decision and the name of what is gone."""
    decision = lock_for_change(row.decision, by=by)
    fresh = _fresh(kind, row)
    name: str = getattr(fresh, kind.field)
    fresh.delete()
    return decision, name


def _fresh(kind: _Kind, row: Any) -> Any:
    fresh = kind.model.objects.filter(pk=row.pk).first()
    if fresh is None:
        raise Missing(_("Somebody has removed it meanwhile."))
    return fresh


def _name(kind: _Kind, name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise Invalid(_("It needs a name."), fields={kind.field: _("Write a short name.")})
    if len(name) > kind.length:
        raise Invalid(
            _("A name holds %(limit)d characters; this has %(have)d.") % {"limit": kind.length, "have": len(name)},
            fields={kind.field: _("Shorten it.")},
        )
    return name


def _record(event: str, decision: Decision, *, by: Actor, target_id: int, **data: Any) -> None:
    page = decision.page
    record(event, by=by, space_id=page.space_id, page_id=page.pk, target_id=target_id, decision=decision.pk, **data)
