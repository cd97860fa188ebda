"""The writes: start a thread, reply, edit, delete, resolve, mark, assign, react, follow the passages of a page."""

from cairn.comments.operations.comments import delete_comment, edit_comment, reply_to_thread
from cairn.comments.operations.marking import assign_thread, mark_thread, unassign_thread
from cairn.comments.operations.passages import follow_passages
from cairn.comments.operations.reactions import react_to_comment, withdraw_reaction
from cairn.comments.operations.resolutions import reopen_thread, resolve_thread
from cairn.comments.operations.threads import start_thread

__all__ = [
    "assign_thread",
    "delete_comment",
    "edit_comment",
    "follow_passages",
    "mark_thread",
    "react_to_comment",
    "reopen_thread",
    "reply_to_thread",
    "resolve_thread",
    "start_thread",
    "unassign_thread",
    "withdraw_reaction",
]
