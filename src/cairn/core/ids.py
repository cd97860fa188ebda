"""Identifiers: local ids inside documents, secrets inside links."""

import hashlib
import secrets
import uuid


def local_id() -> str:
    """A UUID for a node or mark of a document (ADF `localId`, annotation `id`)."""
    return str(uuid.uuid4())


def number(text: str) -> int | None:
    """The id that a form or an address names in digits; None when it is none that a row can have (18 digits at most)."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 18 else None


def secret() -> str:
    """A URL-safe secret of 256 bits for a one-time link. Store only its `digest`."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """SHA-256 of a link's secret, hex: what the database keeps instead of the secret."""
    return hashlib.sha256(token.encode()).hexdigest()


def unordered_id() -> int:
    """A primary key that does not tell which row came first: 62 random bits, for rows whose order is nobody's business."""
    return secrets.randbits(62)
