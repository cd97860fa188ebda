"""What one reader sees of the table of one decision, and what is asked about it."""

from __future__ import annotations

from functools import cached_property

from django.utils.translation import gettext as _

from cairn.decisions.models import CriterionKind, Decision, Direction
from cairn.decisions.rights import Rights
from cairn.decisions.roles import Roles
from cairn.decisions.table.comparison import Comparison
from cairn.decisions.table.discussion import open_question_ids
from cairn.decisions.table.grid import Table
from cairn.people.models import User


class TableParts:
    """Those parts of a `Screen`; each is read when a partial asks for it."""

    decision: Decision
    user: User
    rights: Rights

    @cached_property
    def table(self) -> Table:
        return Table.of(self.decision)

    @cached_property
    def comparison(self) -> Comparison:
        return Comparison.of(self.table)

    @cached_property
    def open_questions(self) -> list[int]:
        """Ids of threads."""
        return open_question_ids(self.decision)

    @property
    def empty_words(self) -> str:
        """What stands in a cell that nobody has filled; a sign where there are many."""
        return "–" if self.table.is_large else _("not filled yet")

    @cached_property
    def has_hands(self) -> bool:
        """Moving from cell to cell is of use: to write, or to ask about one."""
        return self.may_change or self.rights.comments

    @property
    def criterion_kinds(self) -> list[tuple[str, str]]:
        return [(kind.value, str(kind.label)) for kind in CriterionKind]

    @property
    def directions(self) -> list[tuple[str, str]]:
        return [(direction.value, str(direction.label)) for direction in Direction]

    @cached_property
    def may_change(self) -> bool:
        """As `access.can_change_decision`, from what the page has read."""
        return not self.decision.status.is_closed and (self.rights.edits or self.roles.has(self.user, "drive"))

    @cached_property
    def roles(self) -> Roles:
        return Roles.of(self.decision)
