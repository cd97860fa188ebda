"""Who wrote it: a person, in her own name, or a machine?"""

from __future__ import annotations

import re
from email.message import EmailMessage
from email.utils import getaddresses

from django.conf import settings

from cairn.mail.inbound.refusals import Refusal, refusal
from cairn.mail.message import mail_host
from cairn.mail.models import Letter
from cairn.people.models import User

_OUR_ID = re.compile(r"<cairn\.([\w-]+)@")


def machine(message: EmailMessage, envelope_from: str | None) -> Refusal | None:
    """That it was a machine, by the marks machines leave (RFC 3834); None for what a person wrote."""
    own = _OUR_ID.match(_header(message, "Message-ID"))
    if own and Letter.objects.filter(key=own.group(1)).exists():
        return refusal("loop")
    if f".{mail_host()}>" in _header(message, "List-Id").lower():
        return refusal("loop")
    submitted = _header(message, "Auto-Submitted").partition(";")[0].strip().lower()
    is_report = message.get_content_type() == "multipart/report"
    returned = _header(message, "Return-Path").replace(" ", "") == "<>" or envelope_from == ""
    sender = _header(message, "From").lower()
    if is_report or returned or "mailer-daemon@" in sender or "postmaster@" in sender:
        return refusal("bounce" if is_report else "auto")
    marks = ("X-Autoreply", "X-Autorespond", "X-Auto-Response-Suppress", "List-Id", "List-Unsubscribe")
    precedence = _header(message, "Precedence").strip().lower()
    if submitted not in ("", "no") or precedence in ("bulk", "junk", "list", "auto_reply"):
        return refusal("auto")
    return refusal("auto") if any(message[mark] is not None for mark in marks) else None


def senders(message: EmailMessage) -> list[str]:
    """Every address that the mail says it is from."""
    named = getaddresses([str(value) for value in message.get_all("From", [])])
    return [address.strip().lower() for _name, address in named if address]


def forged(message: EmailMessage, user: User) -> Refusal | None:
    """That it is not from her: another address, or the mail server in front could not verify it."""
    if senders(message) != [user.email.lower()]:
        return refusal("forged")
    return refusal("unproven") if _unproven(message) else None


def _unproven(message: EmailMessage) -> bool:
    """By the topmost Authentication-Results (RFC 8601) of the server that is believed; anybody can write one below."""
    trusted = settings.MAIL_AUTH_SERVER.strip().lower()
    if not trusted:
        return False
    for value in message.get_all("Authentication-Results", []):
        server, _semicolon, results = str(value).partition(";")
        if server.split()[:1] == [trusted] or server.strip().lower().split(" ")[0] == trusted:
            found = dict(re.findall(r"\b(dmarc|spf|dkim)\s*=\s*(\w+)", results.lower())[::-1])
            if "dmarc" in found and found["dmarc"] in ("pass", "fail"):
                return bool(found["dmarc"] == "fail")
            passed = "pass" in (found.get("spf"), found.get("dkim"))
            return not passed and any(result in ("fail", "softfail", "permerror") for result in found.values())
    return False


def _header(message: EmailMessage, name: str) -> str:
    value = message[name]
    return "" if value is None else str(value)
