"""Asking without a name: the server signs a ticket without seeing it, and later takes the ticket without a name.

Chaum's blind RSA signature over a full-domain hash: a browser draws a key, hashes it with the session onto the ring of
the session's modulus and multiplies the hash with a random factor before it has it signed; the factor divided out, the
signature stands under a ticket that the server has never seen. Each person gets so many tickets and no more, so limits
hold; which ticket is whose nobody can tell, whatever she holds of database, logs and keys: any ticket fits any signing
(blindness is unconditional). Sources: Chaum 1983; Bellare, Namprempre, Pointcheval, Semanko 2003 (RSA-FDH is unforgeable
when blinded). docs/subsystems/questions.md has the whole reasoning.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from functools import lru_cache

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)
from django.conf import settings

EXPONENT = 65537
BITS = 2048
AT_ONCE = 3  # tickets that one browser gets
MOST = 6  # that one person gets in a session: questions without a name, on all her devices
HEX = re.compile(r"[0-9a-f]{1,600}")


@dataclass(frozen=True, slots=True)
class Ticket:
    """What an anonymous asker shows: the key that only her browser has, and the signature of its session."""

    key: str
    signature: str  # hex
    part: int = 0  # of a question that hosts have split: the first part, or which of those split off

    @property
    def key_hash(self) -> str:
        return part_hash(key_hash(self.key), self.part)


def key_hash(key: str) -> str:
    """SHA-256 of the key, hex: all that a row keeps."""
    return hashlib.sha256(key.encode()).hexdigest()


def part_hash(whole: str, part: int) -> str:
    """What the row of a part keeps: who has the key of the question that was split can say it, nobody has to tell her."""
    return hashlib.sha256(f"{whole} part {part}".encode()).hexdigest() if part else whole


def new_key() -> tuple[str, str]:
    """(modulus in hex, secret in encrypted PEM) of a new session."""
    made = generate_private_key(EXPONENT, BITS)
    pem = made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(_password()))
    return f"{made.public_key().public_numbers().n:x}", pem.decode()


def ring_hash(session_id: int, hashed: str, modulus: int) -> int:
    """The full-domain hash of a key's hash in a session: MGF1 with SHA-256, 64 bits wider than the modulus."""
    seed = f"cairn ask {session_id} {hashed}".encode()
    wide = b"".join(hashlib.sha256(seed + count.to_bytes(4, "big")).digest() for count in range(BITS // 256 + 1))
    return int.from_bytes(wide, "big") % modulus


def sign(blinded: str, secret: str) -> str:
    """The signature under a blinded hash (both hex). ValueError for what is no number of the ring."""
    if not HEX.fullmatch(blinded):
        raise ValueError("not a number")
    numbers = _load(secret).private_numbers()
    p, q, n = numbers.p, numbers.q, numbers.public_numbers.n
    value = int(blinded, 16)
    if not 1 < value < n - 1:
        raise ValueError("not in the ring")
    mask = secrets.randbelow(n - 2) + 1  # what it costs to sign tells nothing of the secret
    masked = value * pow(mask, EXPONENT, n) % n
    at_p, at_q = pow(masked, numbers.dmp1, p), pow(masked, numbers.dmq1, q)
    root = at_q + (at_p - at_q) * numbers.iqmp % p * q
    return f"{root * pow(mask, -1, n) % n:x}"


def holds(ticket: Ticket, session_id: int, modulus: str) -> bool:
    """Whether the session has signed this ticket."""
    if not HEX.fullmatch(ticket.signature) or not 20 <= len(ticket.key) <= 100:
        return False
    n, signature = int(modulus, 16), int(ticket.signature, 16)
    return signature < n and pow(signature, EXPONENT, n) == ring_hash(session_id, key_hash(ticket.key), n)


@lru_cache(maxsize=64)
def _load(secret: str) -> RSAPrivateKey:
    found = load_pem_private_key(secret.encode(), _password())
    assert isinstance(found, RSAPrivateKey)
    return found


def _password() -> bytes:
    return hashlib.sha256(f"cairn asking keys {settings.SECRET_KEY}".encode()).digest()
