"""Everything that changes series, their talks, and who is let into a private space."""

from cairn.series.operations.emergency import end_emergency, open_in_emergency
from cairn.series.operations.series import Plan, change_series, end_series, resume_series, start_series
from cairn.series.operations.talks import make_talk, remind_of_talk

__all__ = [
    "Plan",
    "change_series",
    "end_emergency",
    "end_series",
    "make_talk",
    "open_in_emergency",
    "remind_of_talk",
    "resume_series",
    "start_series",
]
