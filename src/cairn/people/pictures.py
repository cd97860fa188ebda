"""Pictures of people: whatever was sent becomes a square WebP of our own making, so nothing else is ever served."""

from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from cairn.core.errors import Invalid, TooLarge

SIDE = 256  # px
MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 50_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")


def square(file: Any, size: int) -> ContentFile[bytes]:
    """A 256 px square WebP cut from the open `file` of `size` bytes. Raises Invalid or TooLarge."""
    if size > MAX_BYTES:
        raise TooLarge(_("The picture is larger than 10 MB. Your old picture is kept. Choose a smaller one."))
    try:
        with Image.open(file, formats=FORMATS) as image:
            if image.width * image.height > MAX_PIXELS:
                raise TooLarge(_("The picture has too many pixels. Your old picture is kept. Choose a smaller one."))
            picture = ImageOps.fit(ImageOps.exif_transpose(image).convert("RGBA"), (SIDE, SIDE))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        words = _(
            "This file is not a picture Cairn can read. Your old picture is kept. Choose a JPEG, PNG, WebP or GIF."
        )
        raise Invalid(words, fields={"picture": words}) from error
    out = BytesIO()
    picture.save(out, "WEBP", quality=86)
    return ContentFile(out.getvalue())
