"""Options × criteria as they are shown: rows of squares, the empty ones included."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils.html import conditional_escape, linebreaks, urlize
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from cairn.decisions.models import Cell, Criterion, CriterionKind, Decision, Option
from cairn.decisions.table.blocks import StaleCell
from cairn.decisions.table.discussion import Mark, marks_on
from cairn.decisions.table.reading import Reading, read

LINKS = ("://", "www.", "@")
UNREAD = {
    CriterionKind.NUMBER: _("Not a number, so it is not ranked."),
    CriterionKind.RATING: _("Not a rating from 1 to 5, so it is not ranked."),
    CriterionKind.MONEY: _("Not an amount, so it is not ranked."),
}


@dataclass(slots=True)
class Square:
    """One option by one criterion. `revision` is 0 as long as nobody has filled it.

    After a save that was refused, `typed` is what she wanted to save and `error` why not; `theirs_by` is who was faster.
    """

    option: Option
    criterion: Criterion
    value: str = ""
    revision: int = 0
    reading: Reading | None = None
    typed: str = ""
    error: str = ""
    theirs_by: str = ""
    mark: Mark | None = None

    @classmethod
    def of(cls, cell: Cell) -> Square:
        criterion = cell.criterion
        reading = read(criterion.kind, criterion.unit, cell.value)
        return cls(cell.option, criterion, cell.value, cell.revision, reading)

    def hold(self, typed: str, error: str, theirs_by: str = "") -> None:
        """Show it open, with what she wanted to save."""
        self.typed, self.error, self.theirs_by = typed, error, theirs_by

    @property
    def key(self) -> str:
        """How addresses and the browser name it: "12-5"."""
        return f"{self.option.pk}-{self.criterion.pk}"

    @property
    def shown(self) -> SafeString:
        """An amount as it was read; a text with its lines and links."""
        if self.reading:
            return SafeString(conditional_escape(str(self.reading)))
        if any(sign in self.value for sign in LINKS):
            return mark_safe(linebreaks(urlize(self.value, autoescape=True)))
        return SafeString(conditional_escape(self.value).replace("\n", "<br>"))

    @property
    def dots(self) -> range | None:
        """A rating as that many dots of five."""
        if self.reading is None or self.criterion.kind != CriterionKind.RATING:
            return None
        return range(round(self.reading.amount))

    @property
    def unread(self) -> str:
        """Why what stands there has no part in the ranking, when its criterion asks for an amount."""
        is_odd = self.value and self.reading is None and self.criterion.kind != CriterionKind.TEXT
        return str(UNREAD[CriterionKind(self.criterion.kind)]) if is_odd else ""


@dataclass(frozen=True)
class Row:
    option: Option
    cells: list[Square]
    is_chosen: bool
    mark: Mark | None = None


@dataclass
class Table:
    criteria: list[Criterion]
    rows: list[Row]
    is_closed: bool = False  # nobody fills it any more

    @classmethod
    def of(cls, decision: Decision) -> Table:
        """Four queries, whatever the size."""
        marks = marks_on(decision.page)
        criteria = list(decision.criteria.all())
        options = list(decision.options.all())
        saved = Cell.objects.filter(option__decision=decision)
        filled = {
            (option, criterion): (value, revision)
            for option, criterion, value, revision in saved.values_list(
                "option_id", "criterion_id", "value", "revision"
            )
        }
        outcome = getattr(decision, "outcome", None)
        chosen = outcome.option_id if outcome else None
        rows = []
        for option in options:
            line = [
                Square(option, criterion, *filled.get((option.pk, criterion.pk), ("", 0))) for criterion in criteria
            ]
            for square in line:
                square.mark = marks.get(f"cell:{square.key}")
                square.reading = read(square.criterion.kind, square.criterion.unit, square.value)
            rows.append(Row(option, line, option.pk == chosen, marks.get(f"option:{option.pk}")))
        return cls(criteria, rows, decision.status.is_closed)

    def hold(self, stale: Iterable[StaleCell]) -> None:
        """Show these cells open, with both texts."""
        squares = {cell.key: cell for row in self.rows for cell in row.cells}
        for conflict in stale:
            square = squares[f"{conflict.cell.option_id}-{conflict.cell.criterion_id}"]
            square.hold(conflict.typed, conflict.message, conflict.who)

    @property
    def size(self) -> int:
        return len(self.rows) * len(self.criteria)

    @cached_property
    def empty(self) -> int:
        """How many cells nobody has filled yet."""
        return sum(1 for row in self.rows for cell in row.cells if not cell.value)

    @cached_property
    def is_large(self) -> bool:
        """Too many cells to say of each empty one that it is empty."""
        return self.size > 60


def emptiness(decision: Decision) -> tuple[int, int]:
    """How many cells nobody has filled yet, of how many. Three queries that count, for an answer that draws no table."""
    size = decision.options.count() * decision.criteria.count()
    return size - Cell.objects.filter(option__decision=decision).exclude(value="").count(), size
