"""Cells that somebody wants to save: what the browser sends, and what says that somebody else was faster."""

import json
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cairn.core.errors import Conflict, Invalid
from cairn.core.verbs import check_text
from cairn.decisions.models import Cell

MOST = 1500  # cells: the largest table


class StaleCell(Conflict):
    """Somebody saved this cell first. `cell` holds what is there, `typed` what she wanted to save."""

    def __init__(self, cell: Cell, typed: str) -> None:
        self.who = cell.by.name if cell.by else _("Somebody")
        super().__init__(
            _("%(who)s changed this cell while you were writing. Your text is kept. Compare the two.")
            % {"who": self.who}
        )
        self.cell = cell
        self.typed = typed


@dataclass(frozen=True)
class Filling:
    """What is to stand in one cell. `revision` is the one she started from: 0 for a cell that was never filled."""

    option_id: int
    criterion_id: int
    value: str
    revision: int


def fillings_in(text: str) -> list[Filling]:
    """`text` is JSON: [{"option": 12, "criterion": 5, "value": "85 ms", "revision": 2}, …]. Raises Invalid otherwise."""
    try:
        fillings = [_filling(row) for row in json.loads(text)]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise Invalid(
            _("This block of cells can’t be read. Nothing was saved. Reload the page and try again.")
        ) from error
    check_text(filling.value for filling in fillings)
    if len(fillings) > MOST or len({(each.option_id, each.criterion_id) for each in fillings}) < len(fillings):
        raise Invalid(_("This block does not fit into the table. Nothing was saved."))
    return fillings


def _filling(row: dict[str, object]) -> Filling:
    value = str(row["value"])
    value.encode()  # half a surrogate pair is JSON, but no text
    return Filling(_id(row["option"]), _id(row["criterion"]), value, revision_in(str(row["revision"])))


def _id(value: object) -> int:
    if not isinstance(value, int) or not 0 < value < 10**18:
        raise ValueError(value)
    return value


def revision_in(text: str) -> int:
    if not text.isdecimal() or len(text) > 9:
        raise Invalid(_("This save does not say which state of the cell it started from. Reload the page."))
    return int(text)
