"""One open socket: who holds it, what she may do, what comes in and goes out."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from typing import TYPE_CHECKING

from cairn.live import frames, wire
from cairn.live.limits import MAX_BACKLOG_BYTES, MAX_OUTGOING_BYTES, MAX_STRANGER_BYTES, Allowance
from cairn.live.refusals import BAD_FRAME, DRAINING, TOO_FAST, TOO_SLOW, Refusal
from cairn.live.rights import Access, Person, Target
from cairn.livedocs.lib0 import BadBytes

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from cairn.live.hub import Hub
    from cairn.live.protocol import LiveProtocol

logger = logging.getLogger("cairn.live")

NOBODY = Access()


class Connection:
    """Kinds of sockets say what happens when it opens (`opened`), hears (`received`) and ends (`ended`)."""

    __slots__ = (
        "_allowance",
        "_backlog",
        "_ended",
        "_task",
        "access",
        "closing",
        "hub",
        "person",
        "protocol",
        "session_key",
        "target",
    )

    def __init__(self, hub: Hub, target: Target, session_key: str, protocol: LiveProtocol) -> None:
        self.hub, self.target, self.session_key, self.protocol = hub, target, session_key, protocol
        self.person: Person | None = None
        self.access = NOBODY
        self.closing: Refusal | None = None
        self._allowance = Allowance()
        self._backlog: deque[bytes] | None = None  # messages that wait for what `_task` does
        self._task: asyncio.Task[None] | None = None
        self._ended = False

    async def opened(self) -> None:
        """The right to follow is decided: take part."""

    def received(self, data: bytes) -> None:
        """A message has come in. `BadBytes` closes the socket."""

    def ended(self) -> None:
        """The socket is closing or gone: take part no more. Called once, also after a failed `opened`."""

    def rights_decided(self, person: Person | None, access: Access) -> None:
        """Take the decision in; closes the socket when she may not follow any more."""
        self.person, self.access = person, access
        if person is None or not access.follow:
            self.refuse(access.refusal or BAD_FRAME)

    def begin(self) -> None:
        """The handshake is done. What she sends waits until her rights are known."""
        self.hub.add(self)
        self.wait_for(self._enter())

    async def _enter(self) -> None:
        await self.hub.admit(self)
        if self.closing is None:
            await self.opened()
            self.hub.moved(self)

    def wait_for(self, work: Awaitable[None]) -> None:
        """Hear nothing more before `work` is done; then what came meanwhile, in order."""
        self._backlog = deque() if self._backlog is None else self._backlog
        self._task = asyncio.ensure_future(self._wait_for(work))

    async def _wait_for(self, work: Awaitable[None]) -> None:
        try:
            await work
        except BadBytes:
            self.refuse(BAD_FRAME)
        except Exception:
            logger.exception("A connection failed")
            self.refuse(DRAINING)
        task, backlog = self._task, self._backlog or deque()
        while backlog and self._task is task and self.closing is None:
            self._take(backlog.popleft())
        if self._task is task:
            self._task = self._backlog = None

    def hear(self, data: bytes) -> None:
        metrics = self.hub.metrics
        metrics.frames_in += 1
        metrics.bytes_in += len(data)
        if self.closing is not None:
            return
        if not self.spend():
            return
        if self._backlog is None:
            self._take(data)
        elif len(data) + sum(map(len, self._backlog)) > (MAX_BACKLOG_BYTES if self.person else MAX_STRANGER_BYTES):
            self.refuse(TOO_FAST)
        else:
            self._backlog.append(data)

    def _take(self, data: bytes) -> None:
        try:
            self.received(data)
        except BadBytes:
            self.refuse(BAD_FRAME)

    def send(self, data: bytes | str) -> None:
        """Send a message. Who lets too much pile up is closed, and gets the rest when she comes back."""
        if isinstance(data, str):
            self.send_frame(wire.frame(data.encode(), wire.TEXT))
        else:
            self.send_frame(wire.frame(data))

    def send_frame(self, frame: bytes) -> None:
        """The same for a WebSocket frame that is encoded already, once for all who get it."""
        if self.closing is None:
            self.hub.metrics.told(1, len(frame))
            self.queue(frame)

    def queue(self, frame: bytes) -> None:
        """Let a frame that is counted already wait for its turn."""
        protocol = self.protocol
        protocol.write(frame)
        if protocol.waiting > MAX_OUTGOING_BYTES and protocol.unsent > MAX_OUTGOING_BYTES:
            protocol.forget()
            self.refuse(TOO_SLOW)

    def refuse(self, refusal: Refusal) -> None:
        """Say why, and close. What waits goes out first."""
        if self.closing is None:
            self.closing = refusal
            self.hub.metrics.refused[refusal.code] += 1
            asyncio.get_running_loop().call_soon(self._say_goodbye)

    def _say_goodbye(self) -> None:
        assert self.closing is not None
        self._end()
        code, message = self.closing.code, str(self.closing.message)
        farewell = self.farewell(code, message)
        opcode = wire.TEXT if isinstance(farewell, str) else wire.BINARY
        self.protocol.write(wire.frame(farewell.encode() if isinstance(farewell, str) else farewell, opcode))
        self.protocol.close(code, message[:100])

    def lost(self) -> None:
        """The socket is gone."""
        self.closing = self.closing or DRAINING
        self._end()
        self.hub.discard(self)

    def _end(self) -> None:
        if not self._ended:
            self._ended = True
            self._backlog = deque()
            self.ended()
            self.hub.moved(self)

    def spend(self, cost: float = 1) -> bool:
        """False when she has sent too much, and is refused."""
        if self._allowance.take(cost):
            return True
        self.refuse(TOO_FAST)
        return False

    def farewell(self, code: int, message: str) -> bytes | str:
        """The last message before the socket closes."""
        return frames.refused(code, message)
