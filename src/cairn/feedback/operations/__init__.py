"""The writes: rounds and their reviews, closing, and "please read"."""

from cairn.feedback.operations.closing import Given, close_round
from cairn.feedback.operations.reading import (
    ask_again,
    ask_to_read,
    confirm_reading,
    remind_reader,
    remind_readers,
    stop_asking,
)
from cairn.feedback.operations.reviews import (
    answer_review,
    nudge_reviewers,
    remind_reviewer,
    tell_round_is_over,
    withdraw_answer,
)
from cairn.feedback.operations.rounds import (
    Ask,
    add_reviewers,
    cancel_round,
    change_round,
    remove_reviewer,
    start_round,
)

__all__ = [
    "Ask",
    "Given",
    "add_reviewers",
    "answer_review",
    "ask_again",
    "ask_to_read",
    "cancel_round",
    "change_round",
    "close_round",
    "confirm_reading",
    "nudge_reviewers",
    "remind_reader",
    "remind_readers",
    "remind_reviewer",
    "remove_reviewer",
    "start_round",
    "stop_asking",
    "tell_round_is_over",
    "withdraw_answer",
]
