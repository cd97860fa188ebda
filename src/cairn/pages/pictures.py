"""Smaller copies of pictures, made when first asked for: a photograph of 8 MB has no place in a column of 736 pixels."""

from __future__ import annotations

from io import BytesIO
from typing import BinaryIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageOps, UnidentifiedImageError

from cairn.pages.models import Attachment

WIDTHS = (480, 960, 1600)  # pixels
TYPES = frozenset({"image/png", "image/jpeg", "image/webp"})  # a GIF may move
COPY_TYPE = "image/webp"
_MOST_PIXELS = 60_000_000  # what one request may unpack


def smaller(picture: Attachment, width: int) -> BinaryIO | None:
    """The picture `width` pixels wide as WebP, or None where the original is no wider or can't be read.

    Kept beside the original under the digest of its content; a copy that two requests make at once is the same.
    """
    if width not in WIDTHS or picture.content_type not in TYPES:
        return None
    name = f"{picture.file.name}.{width}.webp"
    if not default_storage.exists(name):
        made = _made(picture, width)
        if made is None:
            return None
        default_storage.save(name, ContentFile(made))
    return default_storage.open(name, "rb")  # type: ignore[return-value]


def _made(picture: Attachment, width: int) -> bytes | None:
    try:
        with picture.file.open("rb") as file, Image.open(file) as image:
            if image.width * image.height > _MOST_PIXELS or min(image.size) == 0:
                return None
            image.draft("RGB", (width * 2, width * 2))
            turned = ImageOps.exif_transpose(image)
            if turned.width <= width:
                return None
            kept = turned if turned.mode in ("RGB", "RGBA") else turned.convert("RGBA" if _is_clear(turned) else "RGB")
            kept.thumbnail((width, 20 * width))
            out = BytesIO()
            kept.save(out, "WEBP", quality=82)
            return out.getvalue()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def _is_clear(image: Image.Image) -> bool:
    return "A" in image.getbands() or "transparency" in image.info


def srcset(url: str, width: int | None) -> str | None:
    """`srcset` of one of our pictures that is `width` pixels wide; None where there is nothing smaller to offer."""
    if (
        width is None
        or not url.startswith("/attachments/")
        or not url.lower().endswith((".png", ".jpg", ".jpeg", ".webp"))
    ):
        return None
    copies = [f"{url}?w={each} {each}w" for each in WIDTHS if each < width]
    return ", ".join([*copies, f"{url} {width}w"]) if copies else None
