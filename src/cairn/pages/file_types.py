"""What a file is, from its first bytes and an allow-list; never from what the browser claims."""

from __future__ import annotations

from pathlib import PurePosixPath

UNKNOWN = "application/octet-stream"

# Shown inside pages; everything else is a download.
INLINE = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"})

_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (4, b"ftypavif", "image/avif"),
    (4, b"ftyp", "video/mp4"),
    (0, b"\x1aE\xdf\xa3", "video/webm"),
    (0, b"ID3", "audio/mpeg"),
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
