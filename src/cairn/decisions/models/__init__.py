"""A decision: its roles, its options × criteria, what each person thinks, and what was decided."""

from cairn.decisions.models.decision import DaciRole, Decision, RoleHolder, Start, Status
from cairn.decisions.models.outcome import DecisionCounter, Outcome
from cairn.decisions.models.positions import Position, Stance
from cairn.decisions.models.table import Cell, Criterion, Option

__all__ = [
    "Cell",
    "Criterion",
    "DaciRole",
    "Decision",
    "DecisionCounter",
    "Option",
    "Outcome",
    "Position",
    "RoleHolder",
    "Stance",
    "Start",
    "Status",
]
