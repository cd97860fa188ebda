"""Feedback rounds, and "please read"."""

from cairn.feedback.models.reading import Acknowledgement, Confirmation, ReadReminder, ReadRequest
from cairn.feedback.models.rounds import Answer, Maturity, Nudge, Reminder, Review, Round, Verdict

__all__ = [
    "Acknowledgement",
    "Answer",
    "Confirmation",
    "Maturity",
    "Nudge",
    "ReadReminder",
    "ReadRequest",
    "Reminder",
    "Review",
    "Round",
    "Verdict",
]
