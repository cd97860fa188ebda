"""The key under which y-prosemirror keeps a mark that may overlap others of its type: `annotation--<hash>`.

The same as `hashOfJSON` of y-tiptap 3.0.9: lib0's `encodeAny` of the mark's JSON, SHA-256 folded to six bytes, base64.
"""

from __future__ import annotations

import hashlib
import re
import struct
from base64 import b64encode
from typing import Any

from cairn.documents.yjs.varint import uint

_HASHED = re.compile(r"(.*)(--[a-zA-Z0-9+/=]{8})$", re.DOTALL)
_BITS31 = 0x7FFFFFFF

OVERLAPPING = {
    "annotation": ("id", "annotationType"),
    "deletion": ("id", "user", "at"),
    "modification": ("id", "user", "at", "add", "remove"),
}
"""Mark types of which one piece of text may carry several (`excludes: ""` in the editor), with the order of their
attributes in its schema: ProseMirror puts the type first and them after it."""


def mark_key(mark: dict[str, Any]) -> str:
    """The formatting key of a mark given as ADF."""
    kind = str(mark["type"])
    if kind not in OVERLAPPING:
        return kind
    attrs = mark.get("attrs") or {}
    ordered = {name: attrs[name] for name in OVERLAPPING[kind] if name in attrs}
    return f"{kind}--{hash_of_json({'type': kind, 'attrs': ordered})}"


def mark_type(key: str) -> str:
    """The mark type of a formatting key."""
    found = _HASHED.match(key)
    return found.group(1) if found else key


def hash_of_json(value: Any) -> str:
    digest = bytearray(hashlib.sha256(encode_any(value)).digest())
    for index in range(6, len(digest)):
        digest[index % 6] ^= digest[index]
    return b64encode(bytes(digest[:6])).decode()


def encode_any(value: Any) -> bytes:
    """lib0's `encodeAny` for JSON values."""
    if value is None:
        return bytes([126])
    if isinstance(value, bool):
        return bytes([120 if value else 121])
    if isinstance(value, str):
        return bytes([119]) + _var_string(value)
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, list):
        return bytes([117]) + uint(len(value)) + b"".join(encode_any(item) for item in value)
    items = b"".join(_var_string(str(key)) + encode_any(item) for key, item in value.items())
    return bytes([118]) + uint(len(value)) + items


def _var_string(text: str) -> bytes:
    data = text.encode("utf-8")
    return uint(len(data)) + data


def _number(value: float) -> bytes:
    if float(value).is_integer() and abs(value) <= _BITS31:
        return bytes([125]) + _var_int(int(value))
    single = struct.pack(">f", value) if abs(value) < 3.4e38 else b""
    if single and struct.unpack(">f", single)[0] == value:
        return bytes([124]) + single
    return bytes([123]) + struct.pack(">d", value)


def _var_int(number: int) -> bytes:
    """The first byte holds six bits and the sign, the following seven bits each."""
    sign = 0x40 if number < 0 else 0
    rest = abs(number)
    result = bytearray([(0x80 if rest > 0x3F else 0) | sign | (rest & 0x3F)])
    rest >>= 6
    while rest:
        result.append((0x80 if rest > 0x7F else 0) | (rest & 0x7F))
        rest >>= 7
    return bytes(result)
