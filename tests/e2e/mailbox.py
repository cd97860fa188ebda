"""What a mail server on this machine was given."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.e2e.product import free_port

logging.getLogger("mail.log").setLevel(logging.WARNING)  # it tells each line of each conversation


@contextmanager
def mail_server() -> Iterator["Mailbox"]:
    """A real SMTP server on a free port of this machine that keeps what it is given."""
    box = Mailbox(free_port())
    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()


class Mailbox:
    def __init__(self, port: int) -> None:
        self.port = port
        self.messages: list[EmailMessage] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = cast(bytes, envelope.content)
        self.messages.append(message_from_bytes(content, policy=policy.default))
        return "250 OK"

    def wait_for(self, address: str, *words: str, seconds: float = 30) -> EmailMessage:
        """The first mail to `address` with all of `words` in its text; fails when none comes in time."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for message in list(self.messages):
                body = message.get_body(("plain",))
                text = body.get_content() if body else ""
                if address in str(message["To"]) and all(word in text for word in words):
                    return message
            time.sleep(0.1)
        raise AssertionError(f"no mail to {address} with {words!r} among {[str(m['To']) for m in self.messages]}")
