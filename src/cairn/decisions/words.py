"""Small helps for text."""

from django.utils.translation import gettext as _

LINE = 160


def first_line(text: str, limit: int = LINE) -> str:
    """The first line that says something, cut at a word with "…" when it is longer than `limit` characters."""
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    if len(line) <= limit:
        return line
    return line[:limit].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def names(people: list[str]) -> str:
    """ "Ada", "Ada and Ben", "Ada, Ben and Cleo"."""
    if len(people) < 2:
        return "".join(people)
    return _("%(first)s and %(last)s") % {"first": ", ".join(people[:-1]), "last": people[-1]}
