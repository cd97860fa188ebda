"""Identifiers: local ids inside documents, secrets inside links."""

import hashlib
import secrets
import uuid


def local_id() -> str:
    """A UUID for a node or mark of a document (ADF `localId`, annotation `id`)."""
    return str(uuid.uuid4())


def secret() -> str:
    """A URL-safe secret of 256 bits for a one-time link. Store only its `digest`."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """SHA-256 of a link's secret, hex: what the database keeps instead of the secret."""
    return hashlib.sha256(token.encode()).hexdigest()
