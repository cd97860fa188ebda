"""Tells whoever tails the log that a document has grown, so that nobody waits for the next poll.

In this process after the commit; in others by the bell (`core.bell`), where the database has one. Only a hint: a tail
that missed it finds the update by the cursor a moment later.
"""

from collections.abc import Callable
from uuid import uuid4

from cairn.core import bell
from cairn.core.db import on_commit

Listener = Callable[[set[int]], None]

WORD = "log"
ME = uuid4().hex[:12]  # this process

_listeners: list[Listener] = []


def subscribe(listener: Listener) -> Callable[[], None]:
    """Call `listener(document ids)` after each commit that appended to them, in the thread that committed.

    Returns what ends the subscription. A listener must not block and must not raise.
    """
    _listeners.append(listener)

    def unsubscribe() -> None:
        if listener in _listeners:
            _listeners.remove(listener)

    return unsubscribe


def appended(document_ids: set[int]) -> None:
    """The caller's transaction has appended to these documents: tell everybody once it commits."""
    on_commit(lambda: _tell(document_ids))
    message = f"{WORD} {ME} {','.join(map(str, sorted(document_ids)))}"
    bell.ring(message if len(message) <= bell.LONGEST else f"{WORD} {ME} ")


def _tell(document_ids: set[int]) -> None:
    for listener in list(_listeners):
        listener(document_ids)


def concerns(message: str, document_ids: Callable[[int], bool]) -> bool:
    """Whether what the bell said may be news for those who follow the documents that `document_ids` tells: not what
    this process has rung itself.
    """
    word, _, rest = message.partition(" ")
    if word != WORD:
        return True
    sender, _, ids = rest.partition(" ")
    return sender != ME and (not ids or any(document_ids(int(pk)) for pk in ids.split(",")))
