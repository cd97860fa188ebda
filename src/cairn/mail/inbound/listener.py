"""The door for mail: SMTP or LMTP, for the mail server in front.

What can't be taken is refused inside the conversation, with a code and words: the server in front tells the sender, and
nothing is sent from here to an address that may be forged.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import DatabaseError, close_old_connections

from cairn.mail.addresses import is_ours, letter_of, reply_address_of
from cairn.mail.inbound.receive import LARGEST, nobody_here, receive

logging.getLogger("mail.log").setLevel(logging.WARNING)  # it tells each line of each conversation

SECONDS = 60  # that a server may be silent
AT_A_TIME = 2  # mails that are looked at; each may hold 40 MB
NOT_HERE = "550 5.1.1 No thread takes mail at this address. Answer a mail about one thread; digests can't be answered."


class Door:
    """Hooks of aiosmtpd: https://aiosmtpd.aio-libs.org/en/latest/handlers.html"""

    def __init__(self, lmtp: bool) -> None:
        self.lmtp = lmtp
        self.pool = ThreadPoolExecutor(AT_A_TIME, thread_name_prefix="mail-in")

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if not is_ours(address):
            return NOT_HERE
        known = await self._in_thread(_is_known, address, envelope.mail_from or "")
        if known is None:
            return "451 4.3.0 Cairn can't look just now; try again later"
        if not known:
            return NOT_HERE
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.content
        raw = content.encode() if isinstance(content, str) else bytes(content or b"")
        sender = (envelope.mail_from or "").replace("<>", "")  # so aiosmtpd names the empty one, of bounces
        replies: list[str] = [await self._in_thread(_take, raw, address, sender) for address in envelope.rcpt_tos]
        if self.lmtp:  # one answer for each recipient (RFC 2033, 4.2)
            return "\r\n".join(replies)
        # "Later" first: what was taken is known when it comes again. Refused only where all refuse.
        return min(replies, key=lambda reply: "425".index(reply[0]))

    async def handle_exception(self, error: Exception) -> str:
        logging.getLogger("cairn.mail").error("A mail could not be handled", exc_info=error)
        return "451 4.3.0 Cairn can't take this just now; try again later"

    async def _in_thread(self, function: Callable[..., Any], *arguments: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self.pool, function, *arguments)


def _is_known(address: str, sender: str) -> bool | None:
    close_old_connections()
    try:
        known = reply_address_of(address) is not None or letter_of(address) is not None
        if not known:
            nobody_here(sender, address)
        return known
    except DatabaseError:
        return None
    finally:
        close_old_connections()


def _take(raw: bytes, address: str, sender: str) -> str:
    close_old_connections()
    try:
        return receive(raw, address, envelope_from=sender).reply
    finally:
        close_old_connections()


def session_of(door: Door) -> SMTP:
    """One conversation."""
    kind = LMTP if door.lmtp else SMTP
    return kind(door, data_size_limit=LARGEST, enable_SMTPUTF8=True, timeout=SECONDS, ident="Cairn", hostname="cairn")


async def listen(host: str, port: int, *, lmtp: bool, ready: Callable[[int], None], stop: threading.Event) -> None:
    """Take mail at `host`:`port` until `stop`; `ready` is told the port once the door is open."""
    door = Door(lmtp)
    server = await asyncio.get_running_loop().create_server(lambda: session_of(door), host, port)
    ready(server.sockets[0].getsockname()[1])
    async with server:
        while not stop.is_set():
            await asyncio.sleep(0.2)
    door.pool.shutdown(wait=True)


def stop_on_signals(parent: int | None) -> threading.Event:
    """Set by SIGTERM, by SIGINT, and when the process that started this one is gone, however it ended."""
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent, stop), daemon=True).start()
    return stop


def _end_with(parent: int, stop: threading.Event) -> None:
    while not stop.wait(1):
        if os.getppid() != parent:
            stop.set()
