"""The writes: start a thread, reply, edit, delete, resolve, reopen, follow the passages of a page."""

from cairn.comments.operations.comments import delete_comment, edit_comment, reply_to_thread
from cairn.comments.operations.passages import follow_passages
from cairn.comments.operations.resolutions import reopen_thread, resolve_thread
from cairn.comments.operations.threads import start_thread

__all__ = [
    "delete_comment",
    "edit_comment",
    "follow_passages",
    "reopen_thread",
    "reply_to_thread",
    "resolve_thread",
    "start_thread",
]
