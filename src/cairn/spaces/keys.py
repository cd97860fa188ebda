"""Keys of spaces: short, in capitals, part of every address."""

import re
import unicodedata

from cairn.spaces.models import Space

LONGEST = 16
SHAPE = re.compile(r"[A-Z][A-Z0-9]{0,15}")


def key_from(name: str) -> str:
    """A key for `name`: its word in capitals, or the first letters of its words. "Product design" gives "PD"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().upper()
    words = re.findall(r"[A-Z0-9]+", plain)
    key = "".join(word[0] for word in words) if len(words) > 1 else "".join(words)
    return key.lstrip("0123456789")[:LONGEST] or "SPACE"


def free_key(name: str) -> str:
    """`key_from(name)`, with a number after it when that is taken."""
    key = candidate = key_from(name)
    number = 2
    while Space.objects.filter(key=candidate).exists():
        suffix = str(number)
        candidate, number = key[: LONGEST - len(suffix)] + suffix, number + 1
    return candidate
