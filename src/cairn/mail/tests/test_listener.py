"""The whole way, over real servers: notification, answer, comment, notification; by SMTP and by LMTP."""

import asyncio
import smtplib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from queue import Queue

import pytest
from django.test import override_settings
from tests.cast import Cast
from tests.e2e.mailbox import Mailbox, mail_server
from tests.worker import drain

from cairn.comments.models import Thread
from cairn.comments.operations import reply_to_thread, start_thread
from cairn.mail.inbound.listener import listen
from cairn.mail.jobs import send_due
from cairn.mail.models import Received
from cairn.pages.operations import create_page, publish_page
from cairn.people.models import User

SMTP = "django.core.mail.backends.smtp.EmailBackend"
pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def door(*, lmtp: bool) -> Iterator[int]:
    """The listener, in a thread of its own; its port."""
    stop, ports = threading.Event(), Queue[int]()
    thread = threading.Thread(
        target=lambda: asyncio.run(listen("127.0.0.1", 0, lmtp=lmtp, ready=ports.put, stop=stop)), daemon=True
    )
    thread.start()
    try:
        yield ports.get(timeout=10)
    finally:
        stop.set()
        thread.join(10)


def sent_to(box: Mailbox, user: User) -> EmailMessage:
    """Run what waits; the one mail that `user` was sent meanwhile."""
    box.messages.clear()
    drain()
    send_due.func()
    drain()
    (message,) = [each for each in box.messages if user.email in each["To"]]
    return message


def answer_to(message: EmailMessage, user: User, text: str) -> EmailMessage:
    answer = EmailMessage()
    answer["From"], answer["To"], answer["Subject"] = user.email, message["Reply-To"], message["Subject"]
    answer["Message-ID"] = f"<{text.split()[0]}@home.example>"
    answer["In-Reply-To"] = message["Message-ID"]
    answer["References"] = f"{message['References']} {message['Message-ID']}"
    body = message.get_body(("plain",))
    assert body is not None
    quoted = "".join(f"> {line}\n" for line in body.get_content().splitlines())
    answer.set_content(f"{text}\n\nOn Mon, 23 Nov 2026 at 10:00, {message['From']} wrote:\n\n{quoted}")
    return answer


def test_there_and_back_again(cast: Cast) -> None:
    with mail_server() as box:
        out = {"EMAIL_BACKEND": SMTP, "EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": box.port}
        with override_settings(**out, MAIL_REPLY_TO="reply@cairn.example"):
            page = create_page(cast.stone, by=cast.ben, title="Wohin mit den Steinen — jetzt?")
            publish_page(page, by=cast.ben)
            thread = start_thread(page, by=cast.cleo, body="Is it dry?")
            reply_to_thread(thread, by=cast.ada, body="Who has looked?")
            first = sent_to(box, cast.cleo)
            _answered_over_smtp(first, cast, thread)
            second = sent_to(box, cast.ada)
            subjects = {message["Subject"].strip() for message in (first, second)}
            assert subjects == {"Re: Wohin mit den Steinen — jetzt?: “Is it dry?”"}
            assert second["References"].split()[0] == first["References"].split()[0] == second["In-Reply-To"]
            assert "I have; it is." in second.get_body(("plain",)).get_content()
            _answered_over_lmtp(second, cast, thread)
            third = sent_to(box, cast.cleo)
            assert third["In-Reply-To"] == first["Message-ID"] and first["Message-ID"] in third["References"]
    said = [f"{comment.by.name}: {comment.text.strip()}" for comment in thread.comments.order_by("pk")]
    assert said[2:] == ["Cleo: I have; it is.", "Ada: Thank you."]


def _answered_over_smtp(mail: EmailMessage, cast: Cast, thread: Thread) -> None:
    to = [mail["Reply-To"]]
    with door(lmtp=False) as port, smtplib.SMTP("127.0.0.1", port) as client:
        assert client.send_message(answer_to(mail, cast.cleo, "I have; it is."), "cleo@example.org", to) == {}
        with pytest.raises(smtplib.SMTPRecipientsRefused):
            client.sendmail("cleo@example.org", ["reply+" + "a" * 40 + "@cairn.example"], b"Subject: x\r\n\r\nx")
        with pytest.raises(smtplib.SMTPDataError, match=r"5\.7\.1 This address belongs to somebody else"):
            client.send_message(answer_to(mail, cast.ben, "Forged in her name"), "ben@example.org", to)
        away = answer_to(mail, cast.cleo, "Away until Monday").as_bytes(policy=SMTP_POLICY)
        assert client.sendmail("", to, away) == {}, "noted, and answered by nobody"
        code, words = client.mail("cleo@example.org", [f"SIZE={41 << 20}"])
        assert code == 552 and b"maximum" in words, "refused before it is sent"
    outcomes = list(Received.objects.order_by("pk").values_list("outcome", flat=True))
    assert outcomes == ["taken", "unknown", "forged", "auto"]


def _answered_over_lmtp(mail: EmailMessage, cast: Cast, thread: Thread) -> None:
    message = answer_to(mail, cast.ada, "Thank you.")
    with door(lmtp=True) as port, smtplib.LMTP("127.0.0.1", port) as client:
        for _twice in range(2):
            assert client.send_message(message, "ada@example.org", [mail["Reply-To"]]) == {}
    assert thread.comments.count() == 4
