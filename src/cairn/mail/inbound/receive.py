"""A mail comes in: one decision, written down, whichever way it came."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import getaddresses

from django.db import DatabaseError, IntegrityError

from cairn.comments.models import Comment
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.errors import CairnError, Conflict, Forbidden, Invalid, Missing
from cairn.mail.addresses import LIFETIME, letter_of, reply_address_of
from cairn.mail.bounces import count_bounce
from cairn.mail.inbound.checks import forged, machine, senders
from cairn.mail.inbound.reading import answer_in, parse
from cairn.mail.inbound.refusals import AGAIN, IGNORED, TAKEN, Refusal, refusal
from cairn.mail.models import Received, ReplyAddress
from cairn.mail.operations.replies import post_reply
from cairn.people.models import User

logger = logging.getLogger("cairn.mail")

LARGEST = 40 * 1024 * 1024  # bytes of a mail; a picture of 20 MB has 27 of them
MANY, WITHIN = 20, timedelta(minutes=10)
GUESSES, GUESSES_WITHIN = 100, timedelta(hours=1)  # mails to addresses that are none of ours that leave a row


@dataclass(frozen=True)
class Verdict:
    """`outcome` is TAKEN, AGAIN, or a refusal's name; `reply` what a mail server is told ("550 5.7.1 …")."""

    outcome: str
    reply: str
    received: Received | None = None

    @property
    def is_refused(self) -> bool:
        return self.reply.startswith("5")


def receive(raw: bytes, recipient: str, *, envelope_from: str | None = None) -> Verdict:
    """Decide about one mail to one address of ours. Never raises; a mail that comes twice is taken once.

    `envelope_from` is what the mail server said; None where only the mail itself is known (IMAP).
    """
    try:
        return _receive(raw, recipient, envelope_from)
    except (DatabaseError, OSError) as error:  # the latter: the disk for pictures is full, or away
        logger.warning("A mail can't be taken now (%s); the mail server keeps it", error)
        return Verdict(AGAIN, "451 4.3.0 Cairn can't write just now; try again later")
    except Exception:  # a fault of ours: one mail must not keep all that come after it in the mailbox
        logger.exception("A mail can't be taken")
        row = Received(digest=_digest(raw, recipient), size=len(raw))
        return _refused(row, refusal("unreadable"))


def _receive(raw: bytes, recipient: str, envelope_from: str | None) -> Verdict:
    try:
        message = parse(raw)
        row = _row(message, raw, recipient)
    except (MessageError, ValueError, LookupError, AttributeError, TypeError, RecursionError):
        message, row = EmailMessage(), Received(digest=_digest(raw, recipient), size=len(raw))
        return _refused(row, refusal("unreadable"))
    if Received.objects.filter(digest=row.digest, outcome=TAKEN).exists():
        return Verdict(TAKEN, "250 2.0.0 Taken before")
    try:
        comment = _take(message, row, recipient, envelope_from)
    except Refusal as refused:
        return _refused(row, refused)
    except IntegrityError:
        if not Received.objects.filter(digest=row.digest, outcome=TAKEN).exists():
            raise  # its thread or page is going at this moment: looked at again, her words are not lost
        return Verdict(TAKEN, "250 2.0.0 Taken before")  # the same mail by another way
    return Verdict(TAKEN, f"250 2.0.0 Comment {comment.pk}", row)


def _take(message: EmailMessage, row: Received, recipient: str, envelope_from: str | None) -> Comment:
    letter = letter_of(recipient)
    if letter is not None:
        row.user = letter.user
        if _came_back_for_good(message):
            count_bounce(letter)
        raise refusal("bounce")
    if (made := machine(message, envelope_from)) is not None:
        raise made
    address = reply_address_of(recipient)
    if address is None:
        raise refusal("unknown")
    row.user, row.page = address.user, address.page
    _check(message, address)
    try:
        answer = answer_in(message)
    except (MessageError, ValueError, LookupError, AttributeError, TypeError, RecursionError) as error:
        raise refusal("unreadable") from error
    if not answer.text and not answer.files:
        raise refusal("empty")
    try:
        with atomic():
            comment = post_reply(address, answer, by=address.user, sending=row.digest[:36])
            row.outcome, row.comment_id = TAKEN, comment.pk
            row.save()
    except CairnError as error:
        raise _in_words(error, address) from error
    return comment


def _check(message: EmailMessage, address: ReplyAddress) -> None:
    if (wrong := forged(message, address.user)) is not None:
        raise wrong
    if not address.user.is_active:
        raise refusal("deactivated")
    if address.revoked_at is not None:
        raise refusal("revoked")
    if address.used_at < now() - LIFETIME:
        raise refusal("expired")
    if _many_from(address.user):
        raise refusal("many")


def _many_from(user: User) -> bool:
    return Received.objects.filter(user=user, outcome=TAKEN, at__gt=now() - WITHIN).count() >= MANY


def _in_words(error: CairnError, address: ReplyAddress) -> Refusal:
    if isinstance(error, Missing):
        return refusal("closed")
    if isinstance(error, Forbidden):
        return refusal("forbidden", error.message)
    if isinstance(error, Conflict):
        return refusal("gone", error.message)
    return refusal("long" if isinstance(error, Invalid) and "longer" in error.message else "unreadable", error.message)


def _many_guesses() -> bool:
    """Whoever guesses addresses of ours fills the log of the process, not the database."""
    return Received.objects.filter(outcome="unknown", at__gt=now() - GUESSES_WITHIN).count() >= GUESSES


def _refused(row: Received, refused: Refusal) -> Verdict:
    row.outcome, row.why = refused.name, refused.words[:500]
    logger.info("A mail was refused: %s", refused.name)
    if refused.name == "unknown" and _many_guesses():
        return Verdict(refused.name, f"{refused.code} {' '.join(refused.words.split())}")
    row.save()
    if refused.name in IGNORED:
        return Verdict(refused.name, "250 2.0.0 Noted", row)
    return Verdict(refused.name, f"{refused.code} {' '.join(refused.words.split())}", row)


def nobody_here(sender: str, recipient: str) -> None:
    """For an address that looks like one of ours and is none: somebody guesses, or it was signed by another secret."""
    _refused(Received(digest=_digest(sender.encode(), recipient), sender=_printable(sender)), refusal("unknown"))


def too_large(size: int, sender: str, recipient: str) -> Verdict:
    """For a mail that was not even fetched."""
    address = reply_address_of(recipient)
    mine = address is not None and sender.lower() == address.user.email.lower()
    row = Received(digest=_digest(sender.encode(), f"{recipient} {now()}"), sender=sender[:300], size=size)
    row.user, row.page = (address.user, address.page) if address and mine else (None, None)
    return _refused(row, refusal("large"))


def _row(message: EmailMessage, raw: bytes, recipient: str) -> Received:
    message_id = str(message["Message-ID"] or "").strip()
    return Received(
        digest=_digest(message_id.encode("utf-8", "replace") or raw, recipient),
        message_id=_printable(message_id),
        sender=_printable(", ".join(senders(message))),
        subject=_printable(str(message["Subject"] or "")),
        size=len(raw),
    )


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text).strip()[:300]


def _digest(message: bytes, recipient: str) -> str:
    return hashlib.sha256(message + b"\0" + recipient.strip().lower().encode("utf-8", "replace")).hexdigest()


def _came_back_for_good(message: EmailMessage) -> bool:
    """A delivery status (RFC 3464) that says failed with a permanent code; a warning of a delay is none."""
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status":
            words = " ".join(str(field) for field in part.get_payload()).lower()
            return "action: failed" in words and "status: 5" in words
    return False


def recipients_in(message: EmailMessage) -> Sequence[str]:
    """The addresses a fetched mail went to, as its headers have them."""
    names = ("Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc")
    values = [str(value) for name in names for value in message.get_all(name, [])]
    return list(dict.fromkeys(address.lower() for _name, address in getaddresses(values) if address))
