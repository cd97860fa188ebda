"""Small helps for text."""

LINE = 160


def first_line(text: str, limit: int = LINE) -> str:
    """The first line that says something, cut at a word with "…" when it is longer than `limit` characters."""
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    if len(line) <= limit:
        return line
    return line[:limit].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
