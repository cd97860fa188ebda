"""What the table comes to: the ranking, and a chart for each criterion that holds amounts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from cairn.decisions.models import Criterion, Direction, Option
from cairn.decisions.table.grid import Square, Table
from cairn.decisions.table.ranking import Ranking, mixed_words, rank


@dataclass(frozen=True, slots=True)
class Bar:
    """`width` is 0 to 100, of the longest bar; None where the cell says no amount."""

    option: Option
    words: str
    width: int | None
    is_best: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    criterion: Criterion
    bars: list[Bar]
    mixed: str = ""


@dataclass(frozen=True)
class Comparison:
    ranking: Ranking
    charts: list[Chart]
    totals: list[Bar]  # in the order of the table

    @classmethod
    def of(cls, table: Table) -> Comparison:
        ranking = rank(table)
        charts = [_chart(table, at) for at in range(len(table.criteria))]
        return cls(ranking, [chart for chart in charts if chart], _totals(ranking))

    @property
    def is_worth_it(self) -> bool:
        """There is something to compare."""
        return bool(self.charts or self.ranking.standings or self.ranking.refusal)


def _chart(table: Table, column: int) -> Chart | None:
    """None for texts, and as long as fewer than two options say an amount."""
    cells = [row.cells[column] for row in table.rows]
    amounts = [cell.reading.amount for cell in cells if cell.reading]
    if len(amounts) < 2:
        return None
    criterion = table.criteria[column]
    mixed = mixed_words(criterion, cells, is_closed=table.is_closed)
    best = min(amounts) if criterion.direction == Direction.LESS else max(amounts)
    longest = max(abs(amount) for amount in amounts) or Decimal(1)
    if mixed or len(set(amounts)) == 1:
        return Chart(criterion, [_bar(cell, longest, None, drawn=not mixed) for cell in cells], mixed)
    return Chart(criterion, [_bar(cell, longest, best) for cell in cells])


def _bar(cell: Square, longest: Decimal, best: Decimal | None, *, drawn: bool = True) -> Bar:
    if cell.reading is None:
        return Bar(cell.option, "", None)
    width = round(abs(cell.reading.amount) / longest * 100) if drawn else None
    return Bar(cell.option, str(cell.reading), width, is_best=cell.reading.amount == best)


def _totals(ranking: Ranking) -> list[Bar]:
    if not ranking.standings:
        return []
    most = Decimal(10 * sum(criterion.weight for criterion in ranking.criteria))
    return [
        Bar(standing.option, standing.total_words, round(standing.total / most * 100), is_best=standing.place == 1)
        for standing in ranking.standings
    ]
