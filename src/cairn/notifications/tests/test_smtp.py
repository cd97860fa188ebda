"""Mail through a real SMTP server."""

import time

import pytest
from django.test import override_settings
from tests.cast import Cast
from tests.e2e.mailbox import mail_server

from cairn.notifications.handlers import notify
from cairn.notifications.jobs import send_mail_for
from cairn.notifications.models import Notification
from cairn.notifications.tests.test_notify import started
from cairn.pages.operations import create_page, publish_page

SMTP = "django.core.mail.backends.smtp.EmailBackend"


def test_a_mail_arrives_with_text_html_and_headers(cast: Cast) -> None:
    page = create_page(cast.stone, by=cast.ben, title="Wohin mit den Steinen — jetzt?")
    publish_page(page, by=cast.ben)
    notify(started(page, cast.ben, (cast.ada, "approver")))
    with mail_server() as box:
        smtp = {"EMAIL_BACKEND": SMTP, "EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": box.port}
        with override_settings(**smtp):
            send_mail_for.func(Notification.objects.get(user=cast.ada).pk)
    message = box.wait_for("ada@example.org", "You are Approver", seconds=1)
    assert message["Subject"] == "Wohin mit den Steinen — jetzt? · Stone"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message.get_body(("html",)) is not None
    assert Notification.objects.get(user=cast.ada).mailed_at is not None


def test_a_server_that_is_down_leaves_the_mail_to_be_sent(cast: Cast) -> None:
    page = create_page(cast.stone, by=cast.ben, title="Later")
    publish_page(page, by=cast.ben)
    notify(started(page, cast.ben, (cast.ada, "approver")))
    smtp = {"EMAIL_BACKEND": SMTP, "EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": 1}
    began = time.monotonic()
    with override_settings(**smtp), pytest.raises(OSError):
        send_mail_for.func(Notification.objects.get(user=cast.ada).pk)
    assert time.monotonic() - began < 10
    assert Notification.objects.get(user=cast.ada).mailed_at is None
