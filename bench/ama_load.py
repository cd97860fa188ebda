"""A thousand people who vote: each with a connection and a session of her own, some with the page open besides.

Requests are written and read as plain HTTP, so that what is measured is the server and not this process.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from websockets.asyncio.client import ClientConnection, connect

TOKEN = "c" * 32  # Django takes any of this length, if cookie and header agree
QUIET = 1.5  # seconds without a frame after which nothing more is on its way


@dataclass(frozen=True)
class Press:
    """One press of somebody's: vote, or take it back."""

    path: str
    question: int
    verb: str = "PUT"


@dataclass
class Answered:
    """What one press was answered with, and when."""

    press: Press
    status: int
    votes: int
    at: float
    took: float


@dataclass
class Ear:
    """What one open browser heard, and when: whole, to be read afterwards."""

    frames: list[tuple[float, str]] = field(default_factory=list)

    def counts(self) -> dict[int, int]:
        """Question → the last count that it was told."""
        found: dict[int, int] = {}
        for _at, counts in self.told():
            found |= counts
        return found

    def told(self) -> list[tuple[float, dict[int, int]]]:
        notices = [(at, json.loads(text)) for at, text in self.frames if "vote.counted" in text]
        return [(at, {int(key): votes for key, votes in notice["counts"].items()}) for at, notice in notices]


async def press_all(address: str, hands: Sequence[tuple[str, Sequence[Press]]]) -> list[Answered]:
    """Each of `hands` (a session's key, what she presses in turn) at the same time; their connections are open before."""
    host, port = urlsplit(address).hostname or "", urlsplit(address).port or 80
    lines = await asyncio.gather(*(asyncio.open_connection(host, port) for _ in hands))
    done = await asyncio.gather(*(_press(line, *hand) for line, hand in zip(lines, hands, strict=True)))
    for _reader, writer in lines:
        writer.close()
    return [each for answers in done for each in answers]


async def _press(
    line: tuple[asyncio.StreamReader, asyncio.StreamWriter], session: str, presses: Sequence[Press]
) -> list[Answered]:
    reader, writer = line
    found = []
    cookies = f"Cookie: sessionid={session}; csrftoken={TOKEN}\r\nX-CSRFToken: {TOKEN}\r\n"
    for press in presses:
        began = time.perf_counter()
        head = f"{press.verb} {press.path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n{cookies}"
        writer.write(f"{head}Content-Length: 0\r\n\r\n".encode())
        status, body = await _answer(reader)
        votes = json.loads(body)["votes"] if status == 200 and body.startswith(b"{") else -1
        at = time.perf_counter()
        found.append(Answered(press, status, votes, at, at - began))
    return found


async def _answer(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    length = 0
    for line in head.split("\r\n")[1:]:
        name, _colon, value = line.partition(":")
        if name.lower() == "content-length":
            length = int(value)
    return int(head.split(" ", 2)[1]), await reader.readexactly(length)


class Audience:
    """People who have the page of the session open."""

    def __init__(self, address: str, page: int, sessions: Sequence[str]) -> None:
        self.url = f"{address.replace('http', 'ws')}/live/pages/{page}/changes/"
        self.address, self.sessions = address, sessions
        self.ears: list[Ear] = []
        self._sockets: list[ClientConnection] = []
        self._tasks: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> Audience:
        for start in range(0, len(self.sessions), 50):
            batch = self.sessions[start : start + 50]
            self._sockets += await asyncio.gather(*(self._open(session) for session in batch))
        self.ears = [Ear() for _ in self._sockets]
        self._tasks = [asyncio.create_task(_listen(*each)) for each in zip(self._sockets, self.ears, strict=True)]
        await self.settle()
        return self

    async def __aexit__(self, *error: object) -> None:
        await asyncio.gather(*(socket.close() for socket in self._sockets))
        await asyncio.gather(*self._tasks)

    async def _open(self, session: str) -> ClientConnection:
        headers = {"Cookie": f"sessionid={session}", "Origin": self.address}
        return await connect(self.url, additional_headers=headers, compression=None, ping_interval=None, max_size=None)

    async def settle(self) -> None:
        """Until nobody has heard anything for a while."""
        heard = -1
        while heard != (now := sum(len(ear.frames) for ear in self.ears)):
            heard = now
            await asyncio.sleep(QUIET)

    def forget(self) -> None:
        for ear in self.ears:
            ear.frames.clear()


async def _listen(socket: ClientConnection, ear: Ear) -> None:
    async for frame in socket:
        ear.frames.append((time.perf_counter(), str(frame)))
