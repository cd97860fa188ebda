"""What can be done to a decision. Views, the command line and tests all come through here."""

from cairn.decisions.operations.amend import amend_decision
from cairn.decisions.operations.ballot import cast_ballot
from cairn.decisions.operations.cells import fill_cell, fill_cells
from cairn.decisions.operations.confirm import ask_to_confirm, confirm_position
from cairn.decisions.operations.escalate import (
    cancel_room,
    end_room,
    escalate_decision,
    move_room,
    note_point,
    tell_room,
)
from cairn.decisions.operations.filing import file_decision
from cairn.decisions.operations.framework import choose_framework
from cairn.decisions.operations.frameworks import (
    change_framework,
    define_framework,
    offer_framework,
    retire_framework,
)
from cairn.decisions.operations.order import move_criterion, move_option
from cairn.decisions.operations.outcome import record_outcome
from cairn.decisions.operations.position import take_position
from cairn.decisions.operations.setup import set_up_decision
from cairn.decisions.operations.spin_up import spin_up_decision
from cairn.decisions.operations.start import start_decision
from cairn.decisions.operations.table import (
    add_criterion,
    add_option,
    change_criterion,
    remove_criterion,
    remove_option,
    rename_option,
)
from cairn.decisions.operations.vacancies import replace_holder, tell_vacancy

__all__ = [
    "add_criterion",
    "add_option",
    "amend_decision",
    "ask_to_confirm",
    "cancel_room",
    "cast_ballot",
    "change_criterion",
    "change_framework",
    "choose_framework",
    "confirm_position",
    "define_framework",
    "end_room",
    "escalate_decision",
    "file_decision",
    "fill_cell",
    "fill_cells",
    "move_criterion",
    "move_option",
    "move_room",
    "note_point",
    "offer_framework",
    "record_outcome",
    "remove_criterion",
    "remove_option",
    "rename_option",
    "replace_holder",
    "retire_framework",
    "set_up_decision",
    "spin_up_decision",
    "start_decision",
    "take_position",
    "tell_room",
    "tell_vacancy",
]
