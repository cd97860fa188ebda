"""Cells: one at a time, and a block of them that was pasted."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Invalid, Missing
from cairn.decisions.guard import lock_for_change
from cairn.decisions.models import Cell, Criterion, Decision, Option
from cairn.decisions.operations.confirm import note_cells
from cairn.decisions.table.blocks import Filling, StaleCell
from cairn.decisions.words import first_line
from cairn.people.actors import Actor, user_of
from cairn.ui.lists import listed

CELL_LENGTH = 10_000
SAID_LENGTH = 500  # characters of a cell that an event keeps


@dataclass(frozen=True)
class Filled:
    """What became of a block: cells that changed, and saves that were stale and so were left out."""

    changed: list[Cell]
    stale: list[StaleCell]

    @property
    def stale_words(self) -> str:
        """What was not pasted, and why; "" when everything was."""
        if not self.stale:
            return ""
        n, names = len(self.stale), {conflict.who for conflict in self.stale}
        return ngettext(
            "%(who)s changed %(n)d of these cells meanwhile. Theirs stands; the others are saved.",
            "%(who)s changed %(n)d of these cells meanwhile. Theirs stand; the others are saved.",
            n,
        ) % {"n": n, "who": listed(sorted(names))}


def fill_cell(option: Option, criterion: Criterion, *, by: Actor, value: str, revision: int) -> Cell:
    """Save one cell. Raises StaleCell when somebody saved it since `revision`, unless both wrote the same.

    Other cells never conflict.
    """
    filled = fill_cells(option.decision, by=by, fillings=[Filling(option.pk, criterion.pk, value, revision)])
    if filled.stale:
        raise filled.stale[0]
    saved = Cell.objects.select_related("by", "option", "criterion").filter(option=option, criterion=criterion)
    return saved.first() or Cell(option=option, criterion=criterion)  # nothing was written where nothing stood


def fill_cells(decision: Decision, *, by: Actor, fillings: Sequence[Filling]) -> Filled:
    """Save a block of cells at once: all that are not stale, with one event.

    Raises Invalid when one is too long, Conflict when a row or column is gone; then nothing is saved.
    """
    _refuse_long(fillings)
    at = now()
    with atomic():
        decision = lock_for_change(decision, by=by)
        cells = _cells(decision, fillings)
        said, changed, stale, before = [], [], [], []
        for filling in fillings:
            cell, value = cells[filling.option_id, filling.criterion_id], filling.value.strip()
            if cell.value == value:
                continue
            if cell.revision != filling.revision:
                stale.append(StaleCell(cell, value))
                continue
            said.append(_change(cell, value))
            before.append(cell.value)
            cell.value, cell.revision, cell.by, cell.at = value, cell.revision + 1, user_of(by), at
            changed.append(cell)
        _save(changed)
        note_cells(decision, list(zip(changed, before, strict=True)), by=by)
        if said:
            page = decision.page
            record(
                "cell.filled", by=by, space_id=page.space_id, page_id=page.pk, target_id=changed[0].pk,
                decision=decision.pk, option=said[0]["option"], criterion=said[0]["criterion"], cells=said,
            )  # fmt: skip
    return Filled(changed, stale)


def _refuse_long(fillings: Sequence[Filling]) -> None:
    longest = max((len(filling.value.strip()) for filling in fillings), default=0)
    if longest > CELL_LENGTH:
        raise Invalid(
            _(
                "A cell holds %(limit)s characters; this has %(have)s. Nothing was saved, and nothing that stood there is lost. "
                "Put the long version in the page and say in the cell what follows from it."
            )
            % {"limit": f"{CELL_LENGTH:,}", "have": f"{longest:,}"},
            fields={"value": _("Too long for a cell.")},
        )


def _cells(decision: Decision, fillings: Sequence[Filling]) -> dict[tuple[int, int], Cell]:
    """The cells as they are now, unsaved ones for those nobody has filled."""
    options = {option.pk: option for option in decision.options.all()}
    criteria = {criterion.pk: criterion for criterion in decision.criteria.all()}
    _refuse_removed(decision, fillings, set(options), set(criteria))
    rows = {filling.option_id for filling in fillings}
    saved = Cell.objects.filter(option__in=rows).select_related("by")
    there = {(cell.option_id, cell.criterion_id): cell for cell in saved}
    for filling in fillings:
        key = option, criterion = filling.option_id, filling.criterion_id
        cell = there.setdefault(key, Cell())
        cell.option, cell.criterion = options[option], criteria[criterion]
    return there


def _refuse_removed(decision: Decision, fillings: Sequence[Filling], options: set[int], criteria: set[int]) -> None:
    gone = {filling.option_id for filling in fillings} - options
    unknown = {filling.criterion_id for filling in fillings} - criteria
    others = Option.objects.filter(pk__in=gone).exists() or Criterion.objects.filter(pk__in=unknown).exists()
    if others:
        raise Missing(_("This row or column belongs to another decision."))
    if gone or unknown:
        raise Conflict(
            _("Somebody removed this row or column while you were writing. Copy your text before you go on.")
        )


def _change(cell: Cell, after: str) -> dict[str, object]:
    """What the event says of one cell: where it is, what stood there and what stands there now."""
    return {
        "option_id": cell.option.pk,
        "option": cell.option.title,
        "criterion_id": cell.criterion.pk,
        "criterion": cell.criterion.name,
        "kind": cell.criterion.kind,
        "before": first_line(cell.value, SAID_LENGTH) if len(cell.value) > SAID_LENGTH else cell.value,
        "after": first_line(after, SAID_LENGTH) if len(after) > SAID_LENGTH else after,
    }


def _save(cells: list[Cell]) -> None:
    """The decision's row is locked, so nobody makes the same cell meanwhile. All were changed by one person, at once."""
    there = [cell for cell in cells if cell.pk is not None]
    Cell.objects.bulk_create([cell for cell in cells if cell.pk is None])
    for cell in there[:1]:
        same = Cell.objects.filter(pk__in=[each.pk for each in there])
        same.update(by=cell.by, at=cell.at, revision=F("revision") + 1)
    Cell.objects.bulk_update(there, ["value"])
