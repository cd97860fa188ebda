"""A roadmap for other programs: a table for spreadsheets, and a picture of its timeline or board."""

from __future__ import annotations

import csv
from io import StringIO

import resvg_py
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from cairn.core.errors import TooLarge
from cairn.roadmaps.drawing.board import Board
from cairn.roadmaps.drawing.picture import Picture
from cairn.roadmaps.drawing.text import FONTS
from cairn.roadmaps.models import Item
from cairn.roadmaps.screen import Row, Screen

# What spreadsheets take for the start of a formula: https://owasp.org/www-community/attacks/CSV_Injection
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
MOST_PIXELS = 40_000_000


def csv_text(screen: Screen) -> str:
    """What is shown, a line for each item; UTF-8 with the mark that Excel needs, and no cell that runs as a formula."""
    out = StringIO()
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow(
        [_("Lane"), _("Title"), _("State"), _("Start"), _("End"), _("Owner"), _("Labels"), _("Description"),
         _("Linked"), _("Address")]
    )  # fmt: skip
    writer.writerows([safe(cell) for cell in _cells(row)] for row in screen.rows)
    return out.getvalue()


def _cells(row: Row) -> list[str]:
    item: Item = row.item
    linked = [f"{card.number} {card.title}".strip() for card in row.cards if not card.is_hidden]
    return [
        row.lane.name,
        item.title,
        row.state.label,
        item.start.isoformat() if item.start else "",
        item.end.isoformat() if item.end else "",
        item.owner.name if item.owner else "",
        ", ".join(row.labels),
        item.description,
        "; ".join(linked),
        f"{settings.BASE_URL}/pages/{item.roadmap.page_id}/#item-{item.pk}",
    ]


def safe(text: str) -> str:
    """What would run as a formula gets an apostrophe in front, which spreadsheets do not show."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULAS) else text


def svg(screen: Screen) -> str:
    """The timeline where that is asked for, the board otherwise; paper and ink of the light theme, no address in it."""
    values: dict[str, object] = {"screen": screen, "title": str(screen.page)}
    if screen.asked.view == "timeline":
        return render_to_string(
            "roadmaps/timeline.svg", {**values, "picture": Picture.of(screen.timeline, screen.undated)}
        )
    return render_to_string("roadmaps/board.svg", {**values, "board": Board.of(screen.columns)})


def png(screen: Screen) -> bytes:
    """The same as pixels, twice as dense where it is not too large for that. TooLarge beyond any size worth looking at."""
    drawing = svg(screen)
    size = Board.of(screen.columns) if screen.asked.view != "timeline" else Picture.of(screen.timeline, screen.undated)
    zoom = 2 if size.width * size.height * 4 <= MOST_PIXELS else 1
    if size.width * size.height * zoom > MOST_PIXELS:
        raise TooLarge(_("This roadmap is too large for a picture. Filter it first, or take the drawing (SVG)."))
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=drawing, zoom=zoom, font_files=FONTS, font_family="Inter", sans_serif_family="Inter"
        )
    )
