"""One open socket: what goes out waits in a queue of its own, so that a slow receiver holds up nobody else."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING, Any

from cairn.live import frames
from cairn.live.handshake import Receive, Scope, Send, session_key
from cairn.live.limits import MAX_OUTGOING_BYTES, Allowance
from cairn.live.refusals import BAD_FRAME, TOO_FAST, TOO_SLOW, Refusal
from cairn.live.rights import Access, Person, Target
from cairn.livedocs.lib0 import BadBytes

if TYPE_CHECKING:
    from cairn.live.hub import Hub

CLOSE_SECONDS = 5.0  # for the last words to a receiver that does not read


class Connection:
    """Kinds of sockets say what happens when it opens (`opened`), hears (`received`) and ends (`ended`)."""

    def __init__(self, hub: Hub, target: Target, scope: Scope, receive: Receive, send: Send) -> None:
        self.hub, self.target = hub, target
        self.session_key = session_key(scope)
        self.person: Person | None = None
        self.access = Access()
        self.closing: Refusal | None = None
        self._asgi_receive, self._asgi_send = receive, send
        self._outgoing: deque[bytes | str] = deque()
        self._outgoing_bytes = 0
        self._some, self._refused = asyncio.Event(), asyncio.Event()
        self._allowance = Allowance()

    async def opened(self) -> None:
        """The right to follow is decided: take part."""

    async def received(self, data: bytes) -> None:
        """A frame has come in. `BadBytes` closes the socket."""

    def ended(self) -> None:
        """The socket is closing or gone: take part no more. Called once, also after a failed `opened`."""

    def rights_decided(self, person: Person | None, access: Access) -> None:
        """Take the decision in; closes the socket when she may not follow any more."""
        self.person, self.access = person, access
        if person is None or not access.follow:
            self.refuse(access.refusal or BAD_FRAME)

    def send(self, data: bytes | str) -> None:
        """Queue a frame. Who lets too much pile up is closed, and gets the rest when she comes back."""
        if self.closing is not None:
            return
        self._outgoing.append(data)
        self._outgoing_bytes += len(data)
        self._some.set()
        if self._outgoing_bytes > MAX_OUTGOING_BYTES:
            self._outgoing.clear()
            self.refuse(TOO_SLOW)

    def refuse(self, refusal: Refusal) -> None:
        """Say why, and close. What is queued goes out first."""
        if self.closing is None:
            self.closing = refusal
            self.hub.metrics.refused[refusal.code] += 1
            self._some.set()
            self._refused.set()

    def spend(self, cost: float = 1) -> None:
        if not self._allowance.take(cost):
            self.refuse(TOO_FAST)

    async def serve(self) -> None:
        """Until either side closes."""
        await self._asgi_receive()
        await self._asgi_send({"type": "websocket.accept"})
        pump = asyncio.create_task(self._pump())
        listening, refused = asyncio.create_task(self._listen()), asyncio.create_task(self._refused.wait())
        try:
            await asyncio.wait({pump, listening, refused}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            refused.cancel()
            listening.cancel()
            self.ended()
            if self.closing is not None:
                await asyncio.wait({pump}, timeout=CLOSE_SECONDS)
            pump.cancel()
            await asyncio.gather(pump, listening, return_exceptions=True)
        if not listening.cancelled() and (error := listening.exception()) is not None:
            raise error

    async def _listen(self) -> None:
        await self.hub.admit(self)
        if self.closing is None:
            await self.opened()
        while self.closing is None:
            message = await self._asgi_receive()
            if message["type"] == "websocket.disconnect":
                return
            if self.closing is None:
                await self._hear(message.get("bytes") or (message.get("text") or "").encode())

    async def _hear(self, data: bytes) -> None:
        self.hub.metrics.frames_in += 1
        self.hub.metrics.bytes_in += len(data)
        try:
            self.spend()
            await self.received(data)
        except BadBytes:
            self.refuse(BAD_FRAME)

    async def _pump(self) -> None:
        """Send what is queued, in order, until the socket is to close."""
        metrics = self.hub.metrics
        while self._outgoing or self.closing is None:
            if not self._outgoing:
                self._some.clear()
                await self._some.wait()
                continue
            data = self._outgoing.popleft()
            self._outgoing_bytes -= len(data)
            metrics.frames_out += 1
            metrics.bytes_out += len(data)
            await self._asgi_send(_event(data))
        code, message = self.closing.code, str(self.closing.message)
        if farewell := self.farewell(code, message):
            await self._asgi_send(_event(farewell))
        await self._asgi_send({"type": "websocket.close", "code": code, "reason": message[:100]})

    def farewell(self, code: int, message: str) -> bytes | str:
        """The last frame before the socket closes."""
        return frames.refused(code, message)


def _event(data: bytes | str) -> dict[str, Any]:
    kind = "bytes" if isinstance(data, bytes) else "text"
    return {"type": "websocket.send", kind: data}
