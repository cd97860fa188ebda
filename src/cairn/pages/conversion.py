"""From pasted text to a document."""

from __future__ import annotations

from cairn.core.errors import Invalid, TooLarge
from cairn.documents import Conversion, from_html, from_markdown

MOST_BYTES = 2 * 1024 * 1024


def converted(format: str, text: str) -> Conversion:
    """The text as ADF. TooLarge beyond 2 MB, Invalid for a format we do not read."""
    if len(text.encode()) > MOST_BYTES:
        raise TooLarge("This is more than 2 MB of text. Paste it in parts, or import it as a file.")
    if format == "markdown":
        return from_markdown(text)
    if format == "html":
        return from_html(text)
    raise Invalid(f"“{format}” can't be read; paste Markdown or HTML.")
