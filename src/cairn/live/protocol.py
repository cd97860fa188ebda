"""uvicorn hands an upgraded connection to `LiveProtocol`: from here on no ASGI messages, tasks or queues are in the way.

What is to be sent to a socket within one turn of the event loop goes out in one write, by the system's own call: the
transport only gets what the system does not take at once. The call keeps the interpreter (`ctypes.PyDLL`): the sockets
never block, and to hand it to the threads that answer requests after each of a thousand frames, and wait for it again,
takes seconds where people press all at once. While it holds anything, further frames wait here, as the
same bytes that everybody else got.
"""

from __future__ import annotations

import asyncio
import ctypes
import logging
import os
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast

from websockets.server import ServerProtocol

from cairn.live import application, wire
from cairn.live.limits import MAX_FRAME_BYTES
from cairn.live.refusals import FRAME_TOO_LARGE

if TYPE_CHECKING:
    from uvicorn.config import Config
    from uvicorn.server import ServerState
    from websockets.http11 import Request

    from cairn.live.connection import Connection

LONG = 64 * 1024  # bytes that take so long to copy that others may run meanwhile
INBOX = memoryview(bytearray(256 * 1024))  # what a socket has received, before the next one is asked
CLOSE_SECONDS = 5.0  # for the last words to a receiver that does not read

logger = logging.getLogger("cairn.live")
system_write = ctypes.PyDLL(
    None
).write  # of (a number, bytes, a number below 2^31): to name their types costs as much again
system_write.restype = ctypes.c_ssize_t


class LiveProtocol(asyncio.BufferedProtocol, asyncio.Protocol):
    """One WebSocket: the handshake, frames in, frames out, the end."""

    __slots__ = (
        "_closing",
        "_connection",
        "_fd",
        "_handshake",
        "_out",
        "_parser",
        "_paused",
        "_sockets",
        "_timer",
        "_transport",
        "heard",
        "waiting",
    )

    def __init__(self, config: Config, server_state: ServerState, app_state: dict[str, Any]) -> None:
        self._sockets = server_state.connections
        self._handshake: ServerProtocol | None = ServerProtocol(max_size=None, logger=logger)
        self._parser = wire.Parser(MAX_FRAME_BYTES + 1024)
        self._connection: Connection | None = None
        self._out: list[bytes] = []
        self._paused = self._closing = False
        self._timer: asyncio.TimerHandle | None = None
        self.waiting = 0  # bytes that are not with the transport yet
        self.heard = True  # since the last ping

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._transport.set_write_buffer_limits(0)  # paused: it holds something. Not paused: it holds nothing
        self._fd = transport.get_extra_info("socket").fileno()
        self._sockets.add(cast(Any, self))

    def connection_lost(self, error: Exception | None) -> None:
        self._sockets.discard(cast(Any, self))
        self._closing = True
        self._out.clear()
        if self._timer is not None:
            self._timer.cancel()
        if self._connection is not None:
            self._connection.lost()
            self._connection = None

    def pause_writing(self) -> None:
        self._paused = True

    def resume_writing(self) -> None:
        self._paused = False
        self.flush()

    def eof_received(self) -> None:
        """The transport closes by itself."""

    def shutdown(self) -> None:
        """uvicorn stops. The hub has said goodbye already."""
        self.close(1012)

    def get_buffer(self, sizehint: int) -> memoryview:
        return INBOX

    def buffer_updated(self, nbytes: int) -> None:
        self.data_received(INBOX[:nbytes].tobytes())

    def data_received(self, data: bytes) -> None:
        if self._handshake is not None:
            self._shake_hands(self._handshake, data)
            return
        self.heard = True
        try:
            for opcode, payload in self._parser.feed(data):
                if opcode == wire.BINARY or opcode == wire.TEXT:
                    if self._connection is not None:
                        self._connection.hear(payload)
                else:
                    self._control(opcode, payload)
        except wire.BadWire as broken:
            if broken.code == wire.TOO_BIG and self._connection is not None:
                self._connection.refuse(FRAME_TOO_LARGE)
            else:
                self.close(broken.code)

    def _control(self, opcode: int, payload: bytes) -> None:
        if opcode == wire.PING:
            self.write(wire.frame(payload, wire.PONG))
        elif opcode == wire.CLOSE:
            self.close(int.from_bytes(payload[:2], "big") if len(payload) > 1 else 1000)
            self._transport.close()

    def _shake_hands(self, handshake: ServerProtocol, data: bytes) -> None:
        handshake.receive_data(data)
        for request in handshake.events_received():
            self._handshake = None
            response = handshake.accept(cast("Request", request))
            if response.status_code == HTTPStatus.SWITCHING_PROTOCOLS:
                self._connection = application.open_socket(cast("Request", request), self)
                if self._connection is None:
                    response = handshake.reject(HTTPStatus.FORBIDDEN, "")
            handshake.send_response(response)
            self._transport.write(b"".join(handshake.data_to_send()))
            if self._connection is None:
                self._transport.close()
            else:
                self._connection.begin()
            return
        if handshake.parser_exc is not None:
            self._transport.close()

    def write(self, frames: bytes) -> None:
        """Send whole frames before this turn of the event loop ends."""
        if self._closing:
            return
        if not self._out and not self._paused and self._connection is not None:
            self._connection.hub.turn.end(self.flush)
        self._out.append(frames)
        self.waiting += len(frames)

    def tell(self, frame: bytes) -> None:
        """Send a frame at once, without waiting for the turn's end, unless others wait before it."""
        if self._out or self._paused or self._closing:
            if self._connection is not None and self._connection.closing is None:
                self._connection.queue(frame)
            return
        size = len(frame)
        sent = system_write(self._fd, frame, size) if size < LONG else self._write_long(frame)
        if sent < size:  # it takes no more now, or the connection is broken: the transport finds out which
            self._transport.write(memoryview(frame)[max(sent, 0) :])

    def flush(self) -> None:
        if self._out and not self._paused:
            out, self._out, self.waiting = self._out, [], 0
            self.tell(out[0] if len(out) == 1 else b"".join(out))

    def _write_long(self, data: bytes) -> int:
        try:
            return os.write(self._fd, data)
        except OSError:
            return 0

    def forget(self) -> None:
        """Drop what waits."""
        self._out, self.waiting = [], 0

    @property
    def unsent(self) -> int:
        """Bytes that this socket's receiver has not taken yet."""
        return self.waiting + self._transport.get_write_buffer_size()

    def ping(self) -> None:
        """Ask whether the other side is there; drop the connection when it has been silent since the last time."""
        if not self.heard:
            self._transport.abort()
        self.heard = False
        self.write(wire.frame(b"", wire.PING))

    def close(self, code: int, reason: str = "") -> None:
        """Send what waits and a close frame. The client answers by closing; one that does not is cut off."""
        if self._closing:
            return
        self.write(wire.close_frame(code, reason))
        self._paused = False  # the transport keeps the rest
        self.flush()
        self._closing = True
        self._timer = asyncio.get_running_loop().call_later(CLOSE_SECONDS, self._transport.abort)
