"""The page of a room: what it is about, for everybody who reads it later."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from cairn.decisions.models import Decision
from cairn.decisions.room.agenda import Point
from cairn.documents.ids import ensure_local_ids
from cairn.documents.types import Adf


def body_of(decision: Decision, points: Sequence[Point]) -> Adf:
    """ADF: one sentence with a smart link to the decision, and the agenda as a list."""
    link: Adf = {"type": "inlineCard", "attrs": {"url": decision.get_absolute_url()}}
    intro = [_text(_("The text of this decision did not bring it to an end: ")), link]
    closing = _text(_("What is said here goes back there: write it beside each point below."))
    content: list[Adf] = [
        {"type": "paragraph", "content": intro},
        {"type": "heading", "attrs": {"level": 2}, "content": [_text(_("Agenda"))]},
        {
            "type": "orderedList",
            "attrs": {"order": 1},
            "content": [_item(point) for point in points],
        },
        {"type": "paragraph", "content": [closing]},
    ]
    return ensure_local_ids({"version": 1, "type": "doc", "content": content})


def _item(point: Point) -> Adf:
    what = f"{point.label}, {point.person.name}"
    words = f"{what}: {point.words}" if point.words else what
    minutes = _("(%(n)d minutes)") % {"n": point.minutes}
    return {"type": "listItem", "content": [{"type": "paragraph", "content": [_text(f"{words} {minutes}")]}]}


def _text(words: str) -> Adf:
    return {"type": "text", "text": words}
