"""How a criterion is measured: its kind, unit, direction and weight, as typed and as kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.core.errors import Invalid
from cairn.decisions.models import Criterion, CriterionKind, Direction
from cairn.decisions.table.reading import CURRENCIES, SYMBOLS

UNIT_LENGTH = 16
HEAVIEST = 100


@dataclass(frozen=True, slots=True)
class Measure:
    """See `Criterion` for what each says."""

    kind: str = CriterionKind.TEXT
    unit: str = ""
    direction: str = Direction.MORE
    weight: int = 1

    @classmethod
    def of(cls, criterion: Criterion) -> Measure:
        return cls(criterion.kind, criterion.unit, criterion.direction, criterion.weight)

    def typed(self, data: Mapping[str, str]) -> Measure:
        """This measure with what a form says; fields that it does not have stay. Raises Invalid with a reason each."""
        problems: dict[str, str] = {}
        kind = data.get("kind", self.kind)
        if kind not in CriterionKind.values:
            problems["kind"] = _("Choose one of the kinds.")
        direction = data.get("direction", self.direction)
        if direction not in Direction.values:
            problems["direction"] = _("Choose whether more or less is better.")
        unit = " ".join(data.get("unit", self.unit).split())
        if kind == CriterionKind.MONEY:
            unit = SYMBOLS.get(unit, unit.upper())
            if unit and unit not in CURRENCIES:
                problems["unit"] = _("We do not know this currency. Use its three letters: EUR, USD, CHF …")
        if len(unit) > UNIT_LENGTH:
            problems["unit"] = _("A unit has at most %(limit)d characters.") % {"limit": UNIT_LENGTH}
        weight = data.get("weight", str(self.weight)).strip()
        if not weight.isdecimal() or len(weight) > 3 or int(weight) > HEAVIEST:
            problems["weight"] = _("A weight is a whole number from 0 to %(most)d.") % {"most": HEAVIEST}
        if problems:
            raise Invalid(" ".join(problems.values()), fields=problems)
        takes_unit = kind in (CriterionKind.NUMBER, CriterionKind.MONEY)
        return Measure(kind, unit if takes_unit else "", direction, int(weight))

    def as_data(self) -> dict[str, object]:
        """For an event."""
        return asdict(self)


# What a decision's table starts with: name and measure. Amounts of cost may be in any currency.
START_CRITERIA = (
    (gettext_lazy("Cost"), Measure(CriterionKind.MONEY, direction=Direction.LESS)),
    (gettext_lazy("Upside"), Measure()),
    (gettext_lazy("Pros"), Measure()),
    (gettext_lazy("Cons"), Measure()),
    (gettext_lazy("Risk"), Measure(CriterionKind.RATING, direction=Direction.LESS)),
    (gettext_lazy("Effort"), Measure(CriterionKind.RATING, direction=Direction.LESS)),
)
