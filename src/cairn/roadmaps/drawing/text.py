"""How wide words are, in the font that the pictures are drawn with (Inter, SIL Open Font License)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PIL import ImageFont

FOLDER = Path(__file__).parent.parent / "fonts"
FONTS = [str(FOLDER / "Inter-Regular.ttf"), str(FOLDER / "Inter-SemiBold.ttf")]


@cache
def _font(bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS[bold], 100)


def width(text: str, size: float, *, bold: bool = False) -> float:
    """In pixels."""
    return _font(bold).getlength(text) * size / 100


def fitted(text: str, most: float, size: float, *, bold: bool = False) -> str:
    """The text, cut with "…" where it would be wider than `most` pixels."""
    if width(text, size, bold=bold) <= most:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width(text[:middle].rstrip() + "…", size, bold=bold) <= most:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + "…" if low else "…"


def wrapped(text: str, most: float, size: float, *, lines: int, bold: bool = False) -> list[str]:
    """The text in at most so many lines, the last one cut where there is more."""
    found: list[str] = []
    words = text.split()
    while words and len(found) < lines - 1:
        line = words.pop(0)
        while words and width(f"{line} {words[0]}", size, bold=bold) <= most:
            line = f"{line} {words.pop(0)}"
        found.append(fitted(line, most, size, bold=bold))
    return [*found, fitted(" ".join(words), most, size, bold=bold)] if words else found
