"""Mail goes out and in by jobs, so that a mail server that is slow or down delays nobody and loses nothing."""

import logging
from datetime import timedelta
from imaplib import IMAP4

from django_tasks import task

from cairn.core.clock import now
from cairn.mail import outbox
from cairn.mail.inbound import imap
from cairn.mail.models import Letter, Received

logger = logging.getLogger("cairn.mail")

KEEP = timedelta(days=90)


@task(queue_name="mail")
def send_due() -> None:
    """Make letters of all that is due, and send them; also those that a crash or an outage left behind."""
    for user_id in outbox.due_people():
        for letter in outbox.make_letters(user_id):
            send_letter.enqueue(letter.pk)
    left = Letter.objects.filter(try_at__lte=now() - outbox.PAUSES[0], sent_at=None, given_up_at=None)
    for pk in list(left.values_list("pk", flat=True)[:200]):
        Letter.objects.filter(pk=pk, sent_at=None).update(try_at=now())  # not again with the next look
        send_letter.enqueue(pk)


@task(queue_name="mail")
def send_letter(letter_id: int) -> None:
    outbox.send(letter_id)


@task(queue_name="mail")
def fetch_mail() -> None:
    """Look into the mailbox of CAIRN_IMAP_URL. A server that is away is asked again at the next turn."""
    try:
        imap.fetch()
    except (OSError, IMAP4.error) as error:
        logger.warning("The mailbox can't be looked into: %s", error)


@task(queue_name="mail")
def tidy_mail() -> None:
    """Forget letters, and what is known of mail that came in, after KEEP: no answer refers to them any more."""
    Letter.objects.filter(at__lt=now() - KEEP).delete()
    Received.objects.filter(at__lt=now() - KEEP).delete()
