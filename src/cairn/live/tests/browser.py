"""A browser's end of a live document, as the y-websocket protocol has it, on pycrdt and a real socket."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any, Self

from pycrdt import Doc, Text
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from cairn.live import frames
from cairn.livedocs.lib0 import Reader, buffer, uint

PATIENCE = 20.0  # seconds; only a failing test waits that long


async def until(done: Callable[[], Any]) -> None:
    """Wait until `done()` is true."""
    async with asyncio.timeout(PATIENCE):
        while not done():
            await asyncio.sleep(0.005)


class Browser:
    """Syncs `doc`, sends what is typed, counts what is saved, keeps what it is told."""

    def __init__(self, url: str, session: str, *, doc: Doc[Any] | None = None, origin: str | None = None) -> None:
        self.url, self.session, self.origin = url, session, origin
        self.doc: Doc[Any] = doc or Doc()
        self.text = self.doc.get("t", type=Text)
        self.sent = self.saved = 0
        self.heard: list[bytes] = []  # updates that others made
        self.states: dict[int, Any] = {}
        self.refusal: dict[str, Any] | None = None
        self.code: int | None = None
        self.synced = False
        self._own = False

    async def __aenter__(self) -> Self:
        headers = {"Cookie": f"sessionid={self.session}"} if self.session else {}
        self.socket: ClientConnection = await connect(
            self.url, origin=self.origin, additional_headers=headers, max_size=None, compression=None
        )
        self._subscription = self.doc.observe(self._changed)
        self._queue: asyncio.Queue[bytes] = asyncio.Queue()
        self._tasks = [asyncio.create_task(self._read()), asyncio.create_task(self._write())]
        self.put(frames.step1(self.doc.get_state()))
        return self

    async def __aexit__(self, *error: object) -> None:
        self.doc.unobserve(self._subscription)
        for task in self._tasks:
            task.cancel()
        await self.socket.close()

    def put(self, frame: bytes) -> None:
        self._queue.put_nowait(frame)

    def type(self, words: str) -> None:
        self._own = True
        self.text += words
        self._own = False

    def update(self, data: bytes) -> None:
        self.sent += 1
        self.put(frames.update(data))

    def be(self, client: int, clock: int, state: Any) -> None:
        text = json.dumps(state).encode()
        self.put(frames.awareness(uint(1) + uint(client) + uint(clock) + buffer(text)))

    async def all_saved(self) -> None:
        await until(lambda: self.synced and self.saved == self.sent)

    async def closed(self) -> int:
        await until(lambda: self.code is not None)
        assert self.code is not None
        return self.code

    def _changed(self, event: Any) -> None:
        if self._own:
            self.update(event.update)

    async def _write(self) -> None:
        try:
            while True:
                await self.socket.send(await self._queue.get())
        except ConnectionClosed:
            pass

    async def _read(self) -> None:
        try:
            async for frame in self.socket:
                assert isinstance(frame, bytes)
                self._take(frame)
        except ConnectionClosed:
            pass
        self.code = self.socket.close_code

    def _take(self, frame: bytes) -> None:
        if frame[0] == frames.SAVED:
            self.saved = Reader(frame, 1).uint()
        elif frame[0] == frames.REFUSED:
            self.refusal = json.loads(Reader(frame, 1).string())
        elif frame[0] == frames.AWARENESS:
            self._present(frames.caret(frame))
        elif frame[1] == frames.STEP1:
            self.sent += 1
            self.put(frames.step2(self.doc.get_update(frames.read(frame).content)))
        else:
            self.doc.apply_update(frames.read(frame).content)
            if frame[1] == frames.STEP2:
                self.synced = True
            else:
                self.heard.append(frame)

    def _present(self, reader: Reader) -> None:
        for _ in range(reader.uint()):
            client, _clock, state = reader.uint(), reader.uint(), json.loads(reader.string())
            if state is None:
                self.states.pop(client, None)
            else:
                self.states[client] = state
