"""Tells whoever tails the log in this process that a document has grown, so that nobody waits for the next poll.

Only a hint: other processes are not told, and a tail that missed it finds the update by the cursor a moment later.
"""

from collections.abc import Callable

Listener = Callable[[set[int]], None]

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


def tell(document_ids: set[int]) -> None:
    for listener in list(_listeners):
        listener(document_ids)
