"""What a file is, from its first bytes and an allow-list; never from what the browser claims."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from django.template.defaultfilters import filesizeformat

from cairn.documents.media import media_kind

if TYPE_CHECKING:
    from cairn.pages.models import Attachment

UNKNOWN = "application/octet-stream"

PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"})
# Shown or played inside pages; everything else is a download.
INLINE = PICTURES | {
    "video/mp4", "video/webm", "video/quicktime", "audio/mpeg", "audio/ogg", "audio/wav", "audio/mp4", "audio/flac",
}  # fmt: skip

_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (4, b"ftypavif", "image/avif"),
    (4, b"ftypM4A", "audio/mp4"),
    (4, b"ftypqt", "video/quicktime"),
    (4, b"ftyp", "video/mp4"),
    (0, b"\x1aE\xdf\xa3", "video/webm"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"\xff\xf3", "audio/mpeg"),
    (8, b"WAVE", "audio/wav"),
    (0, b"fLaC", "audio/flac"),
    (0, b"OggS", "audio/ogg"),
    (0, b"%PDF-", "application/pdf"),
)
# Text formats and zip containers have no signature of their own: the ending decides, the content has to fit.
_TEXTS = {
    ".txt": "text/plain", ".md": "text/markdown", ".csv": "text/csv", ".vtt": "text/vtt",
    ".json": "application/json", ".svg": "image/svg+xml", ".log": "text/plain",
}  # fmt: skip
_OFFICE = "application/vnd.openxmlformats-officedocument."
_ZIPS = {
    ".docx": f"{_OFFICE}wordprocessingml.document",
    ".xlsx": f"{_OFFICE}spreadsheetml.sheet",
    ".pptx": f"{_OFFICE}presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".zip": "application/zip",
}

# What ends the address of a file of that type, so that every reader of the address knows what it is.
ENDINGS = {
    "image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "image/webp": ".webp", "image/avif": ".avif",
    "video/mp4": ".mp4", "video/webm": ".webm", "video/quicktime": ".mov", "audio/mpeg": ".mp3", "audio/ogg": ".ogg",
    "audio/wav": ".wav", "audio/mp4": ".m4a", "audio/flac": ".flac",
}  # fmt: skip


def name_with_ending(name: str, content_type: str) -> str:
    """`film` that is an MP4 is `film.mp4`; a name whose ending already says so stays."""
    ending = ENDINGS.get(content_type, "")
    return name if not ending or media_kind(name) == media_kind(ending) else name + ending


def file_note(file: Attachment) -> str:
    """ "PDF, 2.1 MB"."""
    ending = PurePosixPath(file.name).suffix.lstrip(".").upper()
    size = filesizeformat(file.size)
    return f"{ending}, {size}" if 0 < len(ending) <= 5 else size


def sniff(head: bytes, name: str) -> str:
    """The content type for a file that begins with `head`; UNKNOWN for what the list does not have."""
    for offset, signature, content_type in _SIGNATURES:
        if head[offset : offset + len(signature)] == signature:
            return content_type
    ending = PurePosixPath(name).suffix.lower()
    if head.startswith(b"PK\x03\x04"):
        return _ZIPS.get(ending, "application/zip")
    if ending in _TEXTS and b"\x00" not in head:
        return _TEXTS[ending]
    return UNKNOWN
