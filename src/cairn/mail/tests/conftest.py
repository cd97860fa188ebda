"""What the tests of mail begin with: a page, and mail that goes out when the sweep comes round."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from tests.cast import Cast
from tests.worker import drain

from cairn.mail.jobs import send_due
from cairn.pages.models import Page
from cairn.pages.operations import create_page, publish_page

Post = Callable[[], list[EmailMultiAlternatives]]


@pytest.fixture(autouse=True, scope="module")
def a_tuesday_morning() -> Iterator[None]:
    """Away from the full hour, so that what comes hourly comes when a test says so."""
    with time_machine.travel("2027-03-16T10:20:00Z"):
        yield


@pytest.fixture
def page(cast: Cast) -> Page:
    page = create_page(cast.stone, by=cast.ben, title="Where to put the stones")
    publish_page(page, by=cast.ben)
    drain()
    send_due.func()
    drain()
    mail.outbox.clear()
    return page


@pytest.fixture
def post(db: None) -> Post:
    """Run what waits and the sweep; the mails that went out since the last call."""

    def run() -> list[EmailMultiAlternatives]:
        drain()
        send_due.func()
        drain()
        sent = list(mail.outbox)
        mail.outbox.clear()
        return sent  # type: ignore[return-value]

    return run
