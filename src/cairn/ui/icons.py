"""Inline icons: the SVG files in `icons/`, read once."""

from functools import cache
from html import escape
from pathlib import Path

FOLDER = Path(__file__).parent / "icons"


@cache
def shapes(name: str) -> str:
    """The inside of an icon's SVG. Raises LookupError for a name that is not in the folder."""
    path = FOLDER / f"{name}.svg"
    if path.parent != FOLDER or not path.is_file():
        raise LookupError(f"There is no icon “{name}” in src/cairn/ui/icons.")
    svg = path.read_text(encoding="utf-8")
    inner = svg[svg.index(">", svg.index("<svg")) + 1 : svg.rindex("</svg>")]
    return " ".join(inner.split()).replace("> <", "><")


def svg(name: str, label: str = "") -> str:
    """An icon as markup: hidden from screen readers unless it has a label."""
    role = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    return (
        f'<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" '
        f'stroke-linecap="round" stroke-linejoin="round" focusable="false" {role}>{shapes(name)}</svg>'
    )
