"""lib0's binary encoding, in which Yjs updates and y-websocket frames are written (source: lib0, encoding.js)."""

from cairn.documents.yjs.varint import uint

__all__ = ["MAX_INTEGER", "BadBytes", "Reader", "buffer", "uint"]

MAX_INTEGER = 2**53 - 1  # what JavaScript counts exactly


class BadBytes(ValueError):
    """Bytes that nobody who speaks the format writes."""


class Reader:
    """Reads lib0-encoded values one after the other. `BadBytes` when the bytes end early or make no sense."""

    def __init__(self, data: bytes, position: int = 0) -> None:
        self.data = data
        self.position = position

    def byte(self) -> int:
        try:
            value = self.data[self.position]
        except IndexError:
            raise BadBytes("ends early") from None
        self.position += 1
        return value

    def uint(self) -> int:
        """A variable-length unsigned integer, at most MAX_INTEGER."""
        data, position = self.data, self.position
        value = shift = 0
        try:
            while (byte := data[position]) > 127:
                position += 1
                value |= (byte & 127) << shift
                shift += 7
                if shift > 56:
                    raise BadBytes("integer too long")
        except IndexError:
            raise BadBytes("ends early") from None
        self.position = position + 1
        value |= byte << shift
        if value > MAX_INTEGER:
            raise BadBytes("integer too large")
        return value

    def take(self, length: int) -> bytes:
        end = self.position + length
        if end > len(self.data):
            raise BadBytes("ends early")
        taken = self.data[self.position : end]
        self.position = end
        return taken

    def buffer(self) -> bytes:
        return self.take(self.uint())

    def string(self) -> str:
        try:
            return self.buffer().decode()
        except UnicodeDecodeError as error:
            raise BadBytes("not UTF-8") from error

    def at_end(self) -> bool:
        return self.position == len(self.data)


def buffer(data: bytes) -> bytes:
    return uint(len(data)) + data
