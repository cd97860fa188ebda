"""The y-websocket wire format: lib0's variable-length integers, the sync and awareness messages, and two of our own.

Source: y-protocols 1.0 (sync.js, awareness.js) and lib0 (encoding.js). A frame is a message type followed by its
content; a sync message has a kind of its own. Ours are SAVED and REFUSED; other clients ignore types they do not know.
"""

import json
from typing import NamedTuple

from cairn.live.limits import MAX_AWARENESS_BYTES
from cairn.livedocs.lib0 import BadBytes, Reader, buffer, uint

SYNC, AWARENESS, AUTH, QUERY_AWARENESS = 0, 1, 2, 3
SAVED, REFUSED = 10, 11
STEP1, STEP2, UPDATE = 0, 1, 2


class Message(NamedTuple):
    """What a client sent. `kind` tells sync messages apart (STEP1, STEP2, UPDATE); `content` is their payload."""

    type: int
    kind: int = 0
    content: bytes = b""


def read(frame: bytes) -> Message:
    """Take a client's frame apart, but for a caret's. Unknown types come back as they are, to be ignored."""
    reader = Reader(frame)
    type_ = reader.uint()
    if type_ == SYNC:
        kind = reader.uint()
        if kind > UPDATE:
            raise BadBytes(f"sync message {kind}")
        return Message(SYNC, kind, reader.buffer())
    return Message(type_)


def caret(frame: bytes) -> Reader:
    """The entries of an awareness message, to be read where they stand: half of what a client sends are these."""
    reader = Reader(frame, 1)
    if reader.uint() > MAX_AWARENESS_BYTES:
        raise BadBytes("awareness too large")
    return reader


def step1(state_vector: bytes) -> bytes:
    """ "This is what I have": asks the other side for the rest."""
    return bytes((SYNC, STEP1)) + buffer(state_vector)


def step2(update: bytes) -> bytes:
    """The answer to a step 1: all that the other side did not have."""
    return bytes((SYNC, STEP2)) + buffer(update)


def update(data: bytes) -> bytes:
    return bytes((SYNC, UPDATE)) + buffer(data)


def awareness(content: bytes) -> bytes:
    return bytes((AWARENESS,)) + buffer(content)


def saved(count: int) -> bytes:
    """The first `count` updates of this connection are durable."""
    return bytes((SAVED,)) + uint(count)


def refused(code: int, message: str) -> bytes:
    """Why nothing more is accepted; the socket closes with `code` next."""
    return bytes((REFUSED,)) + buffer(json.dumps({"code": code, "message": message}).encode())
