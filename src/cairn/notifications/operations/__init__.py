"""Writes of the inbox: reading, finishing, putting off, watching."""

from cairn.notifications.operations.access import let_mentioned_in
from cairn.notifications.operations.questions import (
    unwatch_question,
    unwatch_questions,
    watch_question,
    watch_questions,
)
from cairn.notifications.operations.states import bring_back, finish, mark_all_read, mark_read, mark_unread, snooze
from cairn.notifications.operations.watch import (
    choose_watching,
    mute_page,
    unmute_page,
    unwatch_page,
    unwatch_space,
    watch_by_itself,
    watch_page,
    watch_space,
)

__all__ = [
    "bring_back",
    "choose_watching",
    "finish",
    "let_mentioned_in",
    "mark_all_read",
    "mark_read",
    "mark_unread",
    "mute_page",
    "snooze",
    "unmute_page",
    "unwatch_page",
    "unwatch_question",
    "unwatch_questions",
    "unwatch_space",
    "watch_by_itself",
    "watch_page",
    "watch_question",
    "watch_questions",
    "watch_space",
]
