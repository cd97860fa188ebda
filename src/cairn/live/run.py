"""Typing: one character after the other, by one person, in one place. Nearly every update that a live server sees.

Such an update rests on the character before it, which the server has just taken in, and on nothing else: whether Yjs
can take it needs no trying, and many of them are one update with a longer text. So they need no document in memory.
"""

from __future__ import annotations

from dataclasses import dataclass

from cairn.livedocs.lib0 import BadBytes, Reader, uint

ONE_RUN = b"\x01\x01"  # changes of one client, one run of them
TEXT = 4
LEFT, RIGHT = 128, 64  # an item names what stood to its left and right
NO_DELETIONS = b"\x00"
LONGEST = 120  # bytes of an update that may be a keystroke


@dataclass(slots=True, eq=False)
class Run:
    """Text that grows at its end. `clock`: of the next character (in UTF-16 units)."""

    client: int
    clock: int
    head: bytes  # of an update, up to the clock
    left: bytes  # from the clock up to the clock of the left neighbour
    right: bytes  # the right neighbour: the same for the whole run

    def continued(self, update: bytes) -> bytes | None:
        """The text that `update` adds to the run; None when it is anything else."""
        begin = self.head + uint(self.clock) + self.left + uint(self.clock - 1) + self.right
        size = len(begin)
        if not update.startswith(begin) or len(update) < size + 3:
            return None
        length = update[size]
        if length > 127 or len(update) != size + length + 2 or update[-1]:
            return None
        return update[size + 1 : -1]

    def update(self, start: int, text: bytes) -> bytes:
        """The update that brings `text`, whose first character has the clock `start`."""
        size = uint(len(text))
        return b"".join((self.head, uint(start), self.left, uint(start - 1), self.right, size, text, NO_DELETIONS))


def units(text: bytes) -> int:
    """UTF-16 units of UTF-8 text. `BadBytes` when it is not UTF-8."""
    if text.isascii():
        return len(text)
    try:
        return len(text.decode().encode("utf-16-le")) // 2
    except UnicodeDecodeError as error:
        raise BadBytes("not UTF-8") from error


def run_of(update: bytes) -> Run | None:
    """The run that a sound update begins or continues; None when it is not the typing of a text's next character."""
    if len(update) > LONGEST or not update.startswith(ONE_RUN):
        return None
    reader = Reader(update, 2)
    client = reader.uint()
    head, clock = update[: reader.position], reader.uint()
    info = reader.byte()
    if info & ~RIGHT != LEFT | TEXT:
        return None
    left_client = reader.uint()
    if left_client != client or reader.uint() != clock - 1:
        return None
    before = reader.position
    if info & RIGHT:
        reader.uint()
        reader.uint()
    right = update[before : reader.position]
    text = reader.buffer()
    if update[reader.position :] != NO_DELETIONS:
        return None
    return Run(client, clock + units(text), head, bytes((info,)) + uint(client), right)


class Piece:
    """What a run has got since `start`, as one update: the keystroke's own as long as it is only one."""

    __slots__ = ("_first", "_text", "run", "start")

    def __init__(self, run: Run, start: int, text: bytes, update: bytes) -> None:
        self.run, self.start = run, start
        self._text: bytes | bytearray = text
        self._first: bytes | None = update

    def grow(self, text: bytes) -> None:
        if self._first is not None:
            self._first, self._text = None, bytearray(self._text)
        self._text += text

    @property
    def size(self) -> int:
        """Bytes of text."""
        return len(self._text)

    def update(self) -> bytes:
        return self._first or self.run.update(self.start, bytes(self._text))
