"""Answers from a mailbox, of a real IMAP server (pymap)."""

import imaplib
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core import mail as outgoing
from django.test import override_settings
from tests.cast import Cast
from tests.e2e.product import free_port

from cairn.comments.operations import reply_to_thread, start_thread
from cairn.mail.inbound import imap, receive
from cairn.mail.jobs import fetch_mail
from cairn.mail.models import Received
from cairn.mail.tests.conftest import Post
from cairn.mail.tests.letters import answer
from cairn.pages.models import Page


@contextmanager
def imap_server() -> Iterator[int]:
    port = free_port()
    pymap = Path(sys.executable).with_name("pymap")
    where = ["--host", "127.0.0.1", "--port", str(port), "--no-tls"]
    who = ["--demo-user", "cairn", "--demo-password", "two stones"]
    with subprocess.Popen(
        [pymap, *where, "dict", *who], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            yield port
        finally:
            server.kill()


def client(port: int) -> imaplib.IMAP4:
    end = time.monotonic() + 30
    while True:
        try:
            opened = imaplib.IMAP4("127.0.0.1", port)
            break
        except OSError:
            assert time.monotonic() < end, "the IMAP server did not start"
            time.sleep(0.05)
    opened.login("cairn", "two stones")
    opened.select("INBOX")
    return opened


def test_a_mailbox(cast: Cast, page: Page, post: Post) -> None:
    with (
        imap_server() as port,
        override_settings(
            MAIL_REPLY_TO="reply@cairn.example", IMAP_URL=f"imap://cairn:two%20stones@127.0.0.1:{port}/INBOX"
        ),
    ):
        thread = start_thread(page, by=cast.cleo, body="Is it dry?")
        reply_to_thread(thread, by=cast.ada, body="I think so.")
        (letter,) = post()
        box = client(port)
        good = answer(letter, cast.cleo, "Good.")
        for message in (good, answer(letter, cast.cleo, ""), answer(letter, cast.ben, "Forged")):
            box.append("INBOX", "", "", message.as_bytes())
        assert imap.fetch() == 3 and imap.fetch() == 0
        assert [c.text.strip() for c in thread.comments.order_by("pk")][2:] == ["Good."]
        assert [row.outcome for row in Received.objects.order_by("pk")] == ["taken", "empty", "forged"]
        (told,) = outgoing.outbox
        assert told.to == ["cleo@example.org"] and "Nothing is left of this mail" in told.body
        box.noop()
        box.uid("store", "1:*", "-FLAGS", r"(\Seen)")  # killed before it could mark them
        assert imap.fetch() == 3 and thread.comments.count() == 3
        assert len(outgoing.outbox) == 1, "told once"
        box.logout()
    with override_settings(IMAP_URL="imap://cairn:x@127.0.0.1:1/INBOX"):
        fetch_mail.func()  # a server that is away fails no job


def test_what_is_too_large_is_not_fetched(cast: Cast) -> None:
    assert receive.too_large(50 << 20, "eve@example.net", "reply+no@cairn.example").reply.startswith("552")
