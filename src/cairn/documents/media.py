"""What the address of a picture or file says about it. The editor's `schema/media.ts` says the same."""

from __future__ import annotations

from typing import Literal
from urllib.parse import unquote, urlsplit

from .types import Adf

MediaKind = Literal["image", "video", "audio", "file"]
COLUMN = 736  # pixels of the reading column (46 rem): what a width in per cent is a part of

_ENDINGS: dict[str, MediaKind] = {
    **dict.fromkeys(("png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "bmp"), "image"),
    **dict.fromkeys(("mp4", "webm", "mov", "m4v", "ogv"), "video"),
    **dict.fromkeys(("mp3", "ogg", "oga", "wav", "m4a", "flac", "opus"), "audio"),
}


def media_kind(address: str) -> MediaKind:
    """By the ending of the name: `/attachments/K/film.mp4` is a video. An ending nobody knows is a file."""
    return _ENDINGS.get(file_name(address).rpartition(".")[2].lower(), "file")


def file_name(address: str) -> str:
    """The last part of the address, as people wrote it."""
    try:
        return unquote(urlsplit(address).path).rpartition("/")[2]
    except ValueError:
        return ""


def shown_size(single: Adf, media: Adf) -> dict[str, int]:
    """Width and height in pixels in which a picture stands, as far as they are known.

    `single` and `media` are the attrs of `mediaSingle` and of the `media` in it: the first may narrow what the second
    measures. Nothing jumps while the picture loads, because both are written into the page.
    """
    width, height = _pixels(media.get("width")), _pixels(media.get("height"))
    wanted = single.get("width")
    if isinstance(wanted, int | float) and wanted > 0:
        narrow = _pixels(wanted if single.get("widthType") == "pixel" else wanted * COLUMN / 100)
        if narrow is not None:
            height = max(1, round(height * narrow / width)) if width and height else None
            width = narrow
    return {name: size for name, size in (("width", width), ("height", height)) if size}


def _pixels(value: object) -> int | None:
    return round(value) if isinstance(value, int | float) and 1 <= value < 100_000 else None
