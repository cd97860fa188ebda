"""A decision: its roles, its options × criteria, what each person thinks, and what was decided."""

from cairn.decisions.models.after import (
    Came,
    EffectReview,
    Firing,
    Reopening,
    RevisitKind,
    RevisitTrigger,
    Supersession,
    Withdrawal,
)
from cairn.decisions.models.ballots import BallotMark
from cairn.decisions.models.citations import Citation
from cairn.decisions.models.clock import Silence
from cairn.decisions.models.closing import Amendment, Approval, Dissent
from cairn.decisions.models.decision import Decision, RoleHolder, SilencePolicy, Start, Status
from cairn.decisions.models.frameworks import Framework, FrameworkVersion, RoleRight
from cairn.decisions.models.interchange import ImportedDecision
from cairn.decisions.models.log import FeedKey, LogPage, LogView
from cairn.decisions.models.outcome import DecisionCounter, Outcome
from cairn.decisions.models.positions import MaterialChange, Position, Stance
from cairn.decisions.models.room import AgendaItem, AgendaKind, Escalation
from cairn.decisions.models.table import Cell, Criterion, CriterionKind, Direction, Option

__all__ = [
    "AgendaItem",
    "AgendaKind",
    "Amendment",
    "Approval",
    "BallotMark",
    "Came",
    "Cell",
    "Citation",
    "Criterion",
    "CriterionKind",
    "Decision",
    "DecisionCounter",
    "Direction",
    "Dissent",
    "EffectReview",
    "Escalation",
    "FeedKey",
    "Firing",
    "Framework",
    "FrameworkVersion",
    "ImportedDecision",
    "LogPage",
    "LogView",
    "MaterialChange",
    "Option",
    "Outcome",
    "Position",
    "Reopening",
    "RevisitKind",
    "RevisitTrigger",
    "RoleHolder",
    "RoleRight",
    "Silence",
    "SilencePolicy",
    "Stance",
    "Start",
    "Status",
    "Supersession",
    "Withdrawal",
]
