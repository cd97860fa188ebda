"""WebSocket frames as bytes (RFC 6455): what a server writes, and a parser of what a client sends.

Lighter than a library's: a live server reads and writes nothing but short binary messages, and one frame is written to
hundreds of sockets, so it is encoded once. Compression is never negotiated.
"""

from collections.abc import Iterator

from websockets.speedups import apply_mask

TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10
PROTOCOL_ERROR, TOO_BIG = 1002, 1009


class BadWire(Exception):
    """The client broke the WebSocket protocol; the connection closes with `code`."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def frame(payload: bytes, opcode: int = BINARY) -> bytes:
    """A whole message in one frame, as a server writes it: not masked."""
    size = len(payload)
    if size < 126:
        return bytes((128 | opcode, size)) + payload
    if size < 65536:
        return bytes((128 | opcode, 126)) + size.to_bytes(2, "big") + payload
    return bytes((128 | opcode, 127)) + size.to_bytes(8, "big") + payload


def close_frame(code: int, reason: str = "") -> bytes:
    words = reason.encode()[:123].decode(errors="ignore")
    return frame(code.to_bytes(2, "big") + words.encode(), CLOSE)


class Parser:
    """Cuts a client's bytes into messages."""

    __slots__ = ("_limit", "_needed", "_parts", "_rest", "_size", "_type")

    def __init__(self, limit: int) -> None:
        """`limit`: bytes of the largest message."""
        self._limit = limit
        self._rest = bytearray()
        self._needed = 0  # bytes, without which the rest tells nothing new
        self._parts: list[bytes] = []  # of a message in fragments
        self._type = self._size = 0

    def feed(self, data: bytes) -> Iterator[tuple[int, bytes]]:
        """The messages (opcode, payload) that `data` completes. `BadWire` when the client breaks the protocol."""
        if self._rest:  # a large message in many pieces is put together once
            self._rest += data
            if len(self._rest) < self._needed:
                return
            data, self._rest = bytes(self._rest), bytearray()
        at, end, self._needed = 0, len(data), 0
        while end - at >= 6:
            first, size, start = data[at], data[at + 1] - 128, at + 6
            if size < 0:
                raise BadWire(PROTOCOL_ERROR)  # a client masks
            if size > 125:
                width = 2 if size == 126 else 8
                start += width
                if end < start:
                    break
                size = int.from_bytes(data[at + 2 : start - 4], "big")
            if size + self._size > self._limit:
                raise BadWire(TOO_BIG)
            if end < start + size:
                self._needed = start + size - at
                break
            payload = apply_mask(data[start : start + size], data[start - 4 : start]) if size else b""
            at = start + size
            if first == 0x82:  # a binary message in one frame: nearly all are
                if self._type:
                    raise BadWire(PROTOCOL_ERROR)
                yield BINARY, payload
            elif (message := self._other(first, payload)) is not None:
                yield message
        self._rest += data[at:]

    def _other(self, first: int, payload: bytes) -> tuple[int, bytes] | None:
        final, opcode = first & 128, first & 127
        if opcode in (CLOSE, PING, PONG) and final and len(payload) < 126:
            return opcode, payload
        if opcode in (TEXT, BINARY) and not self._type:
            self._type = opcode
        elif opcode or not self._type:  # unknown, reserved bits, or a fragment of nothing
            raise BadWire(PROTOCOL_ERROR)
        self._parts.append(payload)
        self._size += len(payload) + 1  # so that empty fragments count as well
        if not final:
            return None
        message = self._type, b"".join(self._parts)
        self._parts, self._type, self._size = [], 0, 0
        return message
