"""The ranking of options, and the sum behind it. Pure: takes the grid, asks no database.

A criterion counts when it holds amounts (a number, a rating, money) and its weight is above 0. Each option gets 0 to 10
points by each criterion that counts:

* a rating from 1 to 5 by its place on that scale, whatever the other options have;
* a number or an amount of money by its place between the worst (0) and the best (10) of the options compared; when
  all are the same, everybody gets 10.

Points have one decimal, and are multiplied by the weight; the sum is exact, so anybody can check it by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from cairn.decisions.models import Criterion, CriterionKind, Direction, Option
from cairn.decisions.table.grid import Square, Table
from cairn.decisions.table.reading import shown
from cairn.ui.lists import listed

FULL = Decimal(10)
TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Term:
    """One summand: `points` of 10 times the criterion's weight."""

    criterion: Criterion
    said: str
    points: Decimal

    @property
    def product(self) -> Decimal:
        return self.points * self.criterion.weight

    @property
    def words(self) -> str:
        """ "7.5 × 3 = 22.5"."""
        return f"{shown(self.points)} × {self.criterion.weight} = {shown(self.product)}"


@dataclass(slots=True)
class Standing:
    """What one option adds up to. `place` 1 is the most; options with the same sum share a place."""

    option: Option
    terms: list[Term]
    place: int = 0

    @property
    def total(self) -> Decimal:
        return sum((term.product for term in self.terms), Decimal(0))

    @property
    def total_words(self) -> str:
        return shown(self.total)

    @property
    def sum_words(self) -> str:
        """ "22.5 + 8 = 30.5"."""
        return f"{' + '.join(shown(term.product) for term in self.terms)} = {self.total_words}"


@dataclass(frozen=True, slots=True)
class Waiting:
    """An option that is not ranked, for these criteria say nothing that counts yet."""

    option: Option
    missing: list[str]

    @property
    def missing_words(self) -> str:
        return listed(self.missing)


@dataclass
class Ranking:
    """`refusal` says why nothing is ranked at all; then there are no standings."""

    criteria: list[Criterion] = field(default_factory=list)
    standings: list[Standing] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    refusal: str = ""

    @property
    def most(self) -> str:
        """The sum that an option would have that is best in everything."""
        return shown(FULL * sum(criterion.weight for criterion in self.criteria))

    @property
    def is_weighted(self) -> bool:
        return len({criterion.weight for criterion in self.criteria}) > 1


def counted(criteria: Iterable[Criterion]) -> list[Criterion]:
    return [criterion for criterion in criteria if criterion.kind != CriterionKind.TEXT and criterion.weight]


def rank(table: Table) -> Ranking:
    """The options that have an amount by every criterion that counts, the most points first."""
    criteria = counted(table.criteria)
    if not criteria:
        return Ranking()
    ranking = Ranking(criteria)
    columns = [at for at, criterion in enumerate(table.criteria) if criterion in criteria]
    lines = [(row, [row.cells[at] for at in columns]) for row in table.rows]
    mixed = [
        mixed_words(table.criteria[at], [row.cells[at] for row in table.rows], is_closed=table.is_closed)
        for at in columns
    ]
    ranking.refusal = " ".join(words for words in mixed if words)
    if ranking.refusal:
        return ranking
    ready = [(row, cells) for row, cells in lines if all(cell.reading for cell in cells)]
    ranking.waiting = [
        Waiting(row.option, [cell.criterion.name for cell in cells if not cell.reading])
        for row, cells in lines
        if not all(cell.reading for cell in cells)
    ]
    points = [_points(column) for column in zip(*(cells for _row, cells in ready), strict=True)]
    for at, (row, cells) in enumerate(ready):
        terms = [Term(cell.criterion, str(cell.reading), points[n][at]) for n, cell in enumerate(cells)]
        ranking.standings.append(Standing(row.option, terms))
    ranking.standings.sort(key=lambda standing: -standing.total)
    for at, standing in enumerate(ranking.standings):
        before = ranking.standings[at - 1] if at else None
        standing.place = before.place if before and before.total == standing.total else at + 1
    return ranking


def mixed_words(criterion: Criterion, cells: Iterable[Square], *, is_closed: bool = False) -> str:
    """Why the amounts of a criterion can't be compared; "" when they can. Nothing costs nothing in any currency.

    What to do about it is said while something can be done.
    """
    if criterion.kind != CriterionKind.MONEY:
        return ""
    readings = [cell.reading for cell in cells]
    units = sorted({reading.unit for reading in readings if reading and reading.amount})
    if len(units) < 2:
        return ""
    named = listed([unit or _("amounts without a currency") for unit in units])
    if is_closed:
        words = _("“%(criterion)s” mixes %(currencies)s, which can’t be compared.")
        return words % {"criterion": criterion.name, "currencies": named}
    return _(
        "“%(criterion)s” mixes %(currencies)s, which can’t be compared. Convert them to one currency, "
        "or give the criterion the weight 0."
    ) % {"criterion": criterion.name, "currencies": named}


def _points(cells: Sequence[Square]) -> list[Decimal]:
    """Points from 0 to 10 for each cell of one criterion, in their order."""
    amounts = [cell.reading.amount for cell in cells if cell.reading]
    criterion = cells[0].criterion
    low, high = min(amounts), max(amounts)
    if criterion.kind == CriterionKind.RATING:
        low, high = Decimal(1), Decimal(5)
    if low == high:
        return [FULL for _amount in amounts]
    less = criterion.direction == Direction.LESS
    shares = [(high - amount if less else amount - low) / (high - low) for amount in amounts]
    return [(share * FULL).quantize(TENTH, ROUND_HALF_UP) for share in shares]
