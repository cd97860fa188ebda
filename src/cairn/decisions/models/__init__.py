"""A decision: its roles, its options × criteria, what each person thinks, and what was decided."""

from cairn.decisions.models.closing import Amendment, Approval, Dissent, Proposal
from cairn.decisions.models.decision import DaciRole, Decision, RoleHolder, Start, Status
from cairn.decisions.models.outcome import DecisionCounter, Outcome
from cairn.decisions.models.positions import MaterialChange, Position, Stance
from cairn.decisions.models.table import Cell, Criterion, Option

__all__ = [
    "Amendment",
    "Approval",
    "Cell",
    "Criterion",
    "DaciRole",
    "Decision",
    "DecisionCounter",
    "Dissent",
    "MaterialChange",
    "Option",
    "Outcome",
    "Position",
    "Proposal",
    "RoleHolder",
    "Stance",
    "Start",
    "Status",
]
