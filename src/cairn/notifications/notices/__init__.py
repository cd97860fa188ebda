"""From an event to who should hear of it, and why: one file an app, one function an event."""

from cairn.notifications.notices import (
    action_items,
    comments,
    compilations,
    debates,
    decisions,
    decisions_after,
    decisions_clock,
    drafting,
    everyday,
    feedback,
    gallery,
    open_points,
    pages,
    questions,
    series,
    suggestions,
)
from cairn.notifications.notices.base import (
    Moved,
    MovedBy,
    Notice,
    NoticesOf,
    NoticesOfQuestion,
    Reasons,
    Settled,
    SettledBy,
)

FILES = (
    action_items, comments, compilations, debates, decisions, decisions_after, decisions_clock, drafting, everyday, feedback, gallery,
    open_points, pages, questions, series, suggestions,
)  # fmt: skip

NOTICES: dict[str, NoticesOf] = {event: of for file in FILES for event, of in file.NOTICES.items()}

# The same for what stands at an everyday question, which has no page.
OF_QUESTIONS: dict[str, NoticesOfQuestion] = everyday.OF_QUESTIONS

# Why something reached her, as the inbox and the mail say it.
REASONS: Reasons = {reason: words for file in FILES for reason, words in file.REASONS.items()}

# The reasons that want something of her.
ASKS = frozenset[str]().union(*(file.ASKS for file in FILES))

# Two apps may see an end in the same event.
SETTLES: dict[str, list[SettledBy]] = {}
for _file in FILES:
    for _event, _by in _file.SETTLES.items():
        SETTLES.setdefault(_event, []).append(_by)

# By when something is wanted may change.
MOVES: dict[str, MovedBy] = {**decisions.MOVES, **drafting.MOVES, **feedback.MOVES}

__all__ = [
    "ASKS",
    "MOVES",
    "NOTICES",
    "OF_QUESTIONS",
    "REASONS",
    "SETTLES",
    "Moved",
    "Notice",
    "NoticesOf",
    "Settled",
    "SettledBy",
]
