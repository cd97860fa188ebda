"""The board as a picture: lanes side by side, a card for each item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cairn.roadmaps.drawing.text import fitted, width, wrapped

if TYPE_CHECKING:
    from cairn.roadmaps.screen import Column, Row

MARGIN = 24
TITLE = 36
LANE = 300
GAP = 16
PAD = 12
LINE = 18
HEAD = 36
TEXT = LANE - 2 * PAD - 16  # a card's words


@dataclass(frozen=True)
class CardBox:
    row: Row
    x: float
    y: float
    lines: list[tuple[float, str]]
    foot: str

    @property
    def width(self) -> int:
        return LANE - 16

    @property
    def height(self) -> float:
        return 2 * PAD + LINE * (len(self.lines) + 1)

    @property
    def text_x(self) -> float:
        return self.x + PAD

    @property
    def foot_y(self) -> float:
        return self.y + PAD + LINE * len(self.lines) + 13

    @property
    def foot_x(self) -> float:
        return self.x + PAD + width(self.row.state.label, 12) + 22


@dataclass(frozen=True)
class LaneBox:
    name: str
    count: int
    x: float
    cards: list[CardBox]

    @property
    def width(self) -> int:
        return LANE


@dataclass(frozen=True)
class Board:
    lanes: list[LaneBox]
    width: float
    height: float

    @classmethod
    def of(cls, columns: Sequence[Column]) -> Board:
        top = MARGIN + TITLE
        lanes, bottom = [], float(top + HEAD + 48)
        for n, column in enumerate(columns):
            x = MARGIN + n * (LANE + GAP)
            cards, y = [], float(top + HEAD)
            for row in column.rows:
                card = _card(row, x + 8, y)
                cards.append(card)
                y += card.height + 8
            bottom = max(bottom, y)
            lanes.append(LaneBox(fitted(column.lane.name, LANE - 60, 13, bold=True), len(cards), x, cards))
        wide = 2 * MARGIN + len(lanes) * (LANE + GAP) - GAP
        return cls(lanes, max(wide, 400), bottom + MARGIN)

    @property
    def top(self) -> int:
        return MARGIN + TITLE

    @property
    def lane_height(self) -> float:
        return self.height - self.top - MARGIN


def _card(row: Row, x: float, y: float) -> CardBox:
    words = wrapped(row.item.title, TEXT, 13, lines=3, bold=True)
    lines = [(y + PAD + LINE * n + 13, line) for n, line in enumerate(words)]
    owner = row.item.owner
    facts = " · ".join(part for part in (row.dates, owner.name if owner else "") if part)
    room = TEXT - width(row.state.label, 12) - 22
    return CardBox(row, x, y, lines, fitted(facts, room, 12) if facts else "")
