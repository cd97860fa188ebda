"""Options × criteria as they are shown: rows of cells, the empty ones included."""

from __future__ import annotations

from dataclasses import dataclass

from cairn.decisions.models import Cell, Criterion, Decision, Option


@dataclass(frozen=True)
class Row:
    option: Option
    cells: list[Cell]
    is_chosen: bool


@dataclass(frozen=True)
class Table:
    criteria: list[Criterion]
    rows: list[Row]

    @classmethod
    def of(cls, decision: Decision) -> Table:
        """Three queries, whatever the size."""
        criteria = list(decision.criteria.all())
        options = list(decision.options.all())
        cells = Cell.objects.filter(option__in=options).select_related("by")
        filled = {(cell.option_id, cell.criterion_id): cell for cell in cells}
        outcome = getattr(decision, "outcome", None)
        chosen = outcome.option_id if outcome else None
        rows = []
        for option in options:
            line = [filled.get((option.pk, criterion.pk)) or Cell(option=option) for criterion in criteria]
            for cell, criterion in zip(line, criteria, strict=True):
                cell.option, cell.criterion = option, criterion
            rows.append(Row(option, line, option.pk == chosen))
        return cls(criteria, rows)

    @property
    def empty(self) -> int:
        """How many cells nobody has filled yet."""
        return sum(1 for row in self.rows for cell in row.cells if not cell.value)
