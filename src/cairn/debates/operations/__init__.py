"""The writes of a debate."""

from cairn.debates.operations.arguments import add_argument, change_argument, restore_argument, withdraw_argument
from cairn.debates.operations.closing import close_debate, conclude_debate, move_closing, tell_debate_is_over
from cairn.debates.operations.votes import unvote_argument, vote_for_argument

__all__ = [
    "add_argument",
    "change_argument",
    "close_debate",
    "conclude_debate",
    "move_closing",
    "restore_argument",
    "tell_debate_is_over",
    "unvote_argument",
    "vote_for_argument",
    "withdraw_argument",
]
