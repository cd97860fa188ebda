"""Addresses of ours that carry a right or a letter: `reply+TOKEN@…` and `bounce+TOKEN@…`.

A token is a random key of the row and its signature with the installation's secret, both in base 32: mail servers
may change the case, and the part before the @ has at most 64 characters (RFC 5321, 4.5.3.1.1).
"""

from __future__ import annotations

import base64
import hmac
import secrets
from datetime import timedelta
from email.utils import parseaddr

from django.conf import settings
from django.utils.crypto import salted_hmac

from cairn.core.clock import now
from cairn.mail.models import Letter, ReplyAddress
from cairn.pages.models import Page
from cairn.people.models import User

KEY_BYTES, SIGNATURE_BYTES = 10, 15  # 16 and 24 letters of base 32, without padding
KEY_LETTERS, TOKEN_LETTERS = 16, 40
LIFETIME = timedelta(days=180)  # after the last mail that named it


def reply_base() -> tuple[str, str] | None:
    """CAIRN_MAIL_REPLY_TO as its two parts ("reply", "cairn.example.org"); None: answering by mail is off."""
    local, at, domain = parseaddr(settings.MAIL_REPLY_TO)[1].rpartition("@")
    return (local, domain) if at else None


def reply_address(user: User, page: Page, thread_id: int | None) -> str:
    """Where `user` answers into the thread, or onto the page; "" when answering by mail is off."""
    base = reply_base()
    if base is None:
        return ""
    mine = ReplyAddress.objects.filter(user=user, page=page, thread=thread_id, revoked_at=None).first()
    if mine is None or mine.used_at < now() - LIFETIME:
        mine = ReplyAddress(user=user, page=page, thread_id=thread_id, key=_base32(secrets.token_bytes(KEY_BYTES)))
    mine.used_at = now()
    mine.save()
    return f"{base[0]}+{mine.key}{_signature('reply', mine.key)}@{base[1]}"


def bounce_address(letter: Letter) -> str:
    """The envelope's sender of a letter, so that what comes back says which; "" when mail does not come in."""
    base = reply_base()
    if base is None:
        return ""
    key = letter_key(letter)
    return f"bounce+{key}{_signature('bounce', key)}@{base[1]}"


def letter_key(letter: Letter) -> str:
    return _base32(letter.pk.to_bytes(KEY_BYTES, "big"))


def is_ours(address: str) -> bool:
    """Whether the address is one that Cairn could have given out, by its shape alone."""
    return _token("reply", address) != "" or _token("bounce", address) != ""


def reply_address_of(address: str) -> ReplyAddress | None:
    """What a signed reply address stands for, revoked or old ones included; None for one that is not ours."""
    key = _key("reply", address)
    found = ReplyAddress.objects.filter(key=key) if key else ReplyAddress.objects.none()
    return found.select_related("user", "page__space", "thread__page__space").first()


def letter_of(address: str) -> Letter | None:
    """The letter that a bounce address names."""
    key = _key("bounce", address)
    if not key:
        return None
    pk = int.from_bytes(base64.b32decode(key.upper()), "big")
    return Letter.objects.filter(pk=pk).select_related("user").first()


def _key(purpose: str, address: str) -> str:
    """The key in an address whose signature is right; compared in constant time."""
    token = _token(purpose, address)
    key, signature = token[:KEY_LETTERS], token[KEY_LETTERS:]
    return key if token and hmac.compare_digest(signature, _signature(purpose, key)) else ""


def _token(purpose: str, address: str) -> str:
    base = reply_base()
    if base is None:
        return ""
    local, _at, domain = address.strip().lower().rpartition("@")
    name, _plus, token = local.partition("+")
    expected = base[0].lower() if purpose == "reply" else purpose
    right = name == expected and domain == base[1].lower() and len(token) == TOKEN_LETTERS
    return token if right and set(token) <= set("abcdefghijklmnopqrstuvwxyz234567") else ""


def _signature(purpose: str, key: str) -> str:
    digest = salted_hmac(f"cairn.mail.{purpose}", key, algorithm="sha256").digest()
    return _base32(digest[:SIGNATURE_BYTES])


def _base32(raw: bytes) -> str:
    return base64.b32encode(raw).decode().lower()
