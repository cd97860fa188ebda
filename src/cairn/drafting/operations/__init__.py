"""Every write on rounds of drafting together. Each checks the right, writes whole or not at all, and leaves an event."""

from cairn.drafting.operations.answers import Written, remind_of_draft, reopen_answers, write_answers
from cairn.drafting.operations.ending import end_round, merge_late_answers
from cairn.drafting.operations.rounds import (
    Plan,
    cancel_round,
    invite_people,
    move_end,
    open_to_space,
    start_round,
    uninvite,
)

__all__ = [
    "Plan",
    "Written",
    "cancel_round",
    "end_round",
    "invite_people",
    "merge_late_answers",
    "move_end",
    "open_to_space",
    "remind_of_draft",
    "reopen_answers",
    "start_round",
    "uninvite",
    "write_answers",
]
