"""Answers from a mailbox, over IMAP: for who can have no listener.

The standard library's imaplib: seven verbs. What was looked at is marked as seen (or deleted, with `?after=delete`);
killed in between, the mail is looked at again and known by its Message-ID.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import getaddresses
from imaplib import IMAP4, IMAP4_SSL
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings

from cairn.mail.addresses import is_ours
from cairn.mail.inbound.reading import parse
from cairn.mail.inbound.receive import LARGEST, Verdict, receive, recipients_in, too_large
from cairn.mail.inbound.refusals import AGAIN
from cairn.mail.inbound.telling import tell

logger = logging.getLogger("cairn.mail")

SECONDS = 30
AT_A_TIME = 50


def is_configured() -> bool:
    return bool(settings.IMAP_URL)


def fetch() -> int:
    """Look at what is new in the mailbox. Returns how many mails were decided."""
    decided = 0
    with _mailbox() as (mailbox, after):
        _status, found = mailbox.uid("search", "UNSEEN", "UNDELETED")
        for uid in (found[0] or b"").split()[:AT_A_TIME]:
            if _look(mailbox, uid.decode()):
                mailbox.uid("store", uid.decode(), "+FLAGS", rf"(\Seen{' ' if after else ''}{after})")
                decided += 1
        if after and decided:
            mailbox.expunge()
    return decided


@contextmanager
def _mailbox() -> Iterator[tuple[IMAP4, str]]:
    """The selected mailbox of CAIRN_IMAP_URL, and the flag that a mail gets beside Seen."""
    parts = urlsplit(settings.IMAP_URL)
    host, tls = parts.hostname or "localhost", parts.scheme == "imaps"
    client: IMAP4 = (
        IMAP4_SSL(host, parts.port or 993, timeout=SECONDS) if tls else IMAP4(host, parts.port or 143, timeout=SECONDS)
    )
    try:
        if parse_qs(parts.query).get("tls") == ["1"]:
            client.starttls()
        client.login(unquote(parts.username or ""), unquote(parts.password or ""))
        name = unquote(parts.path.strip("/")) or "INBOX"
        status, _data = client.select(f'"{name}"')
        if status != "OK":
            raise OSError(f"There is no mailbox {name}")
        yield client, r"\Deleted" if parse_qs(parts.query).get("after") == ["delete"] else ""
    finally:
        try:
            client.logout()
        except (OSError, IMAP4.error):
            logger.debug("The mailbox did not say goodbye")


def _look(mailbox: IMAP4, uid: str) -> bool:
    """Decide about one mail. False: not now."""
    size = _size(mailbox, uid)
    raw = _part(mailbox, uid, "BODY.PEEK[]" if size <= LARGEST else "BODY.PEEK[HEADER]")
    try:
        message = parse(raw)
        ours = [address for address in recipients_in(message) if is_ours(address)]
    except Exception as error:  # a mail that can't even be taken apart is not looked at for ever
        logger.warning("A mail in the mailbox can't be read: %s", error)
        return True
    if size > LARGEST:
        sender = next((each for _name, each in getaddresses([str(message["From"] or "")])), "")
        verdicts = [too_large(size, sender, address) for address in ours]
    else:
        verdicts = [receive(raw, address) for address in ours]
    for verdict in verdicts:
        _tell(verdict, raw)
    return all(verdict.outcome != AGAIN for verdict in verdicts)


def _tell(verdict: Verdict, raw: bytes) -> None:
    """Nobody stands at the other end of a mailbox, so the sender hears by a mail of ours."""
    if verdict.is_refused and verdict.received is not None:
        tell(verdict.received, raw)


def _size(mailbox: IMAP4, uid: str) -> int:
    _status, data = mailbox.uid("fetch", uid, "(RFC822.SIZE)")
    found = re.search(rb"RFC822\.SIZE (\d+)", b" ".join(each for each in data if isinstance(each, bytes)))
    return int(found.group(1)) if found else 0


def _part(mailbox: IMAP4, uid: str, what: str) -> bytes:
    _status, data = mailbox.uid("fetch", uid, f"({what})")
    return next((bytes(each[1]) for each in data if isinstance(each, tuple)), b"")
