"""Bars as the numbers of an SVG: plain shapes and labels, no script, no style of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 480, 132
TOP, BOTTOM = 18, 20  # room for a bar's number and for its label


@dataclass(frozen=True)
class Bar:
    """Everything in the chart's own units; `number` is written above it, empty for nothing."""

    x: float
    y: float
    width: float
    height: float
    middle: float
    label: str
    number: str


@dataclass(frozen=True)
class Chart:
    bars: list[Bar]
    width: int = WIDTH
    height: int = HEIGHT
    floor: int = HEIGHT - BOTTOM


def bars(values: Sequence[tuple[str, float | None]]) -> Chart:
    """(label, value) from left to right; None is no bar and no number."""
    most = max((value for _label, value in values if value), default=0) or 1
    step = WIDTH / max(len(values), 1)
    found = []
    for place, (label, value) in enumerate(values):
        height = (HEIGHT - TOP - BOTTOM) * (value or 0) / most
        x, y = place * step + step * 0.16, HEIGHT - BOTTOM - height
        number = f"{value:g}" if value else ""
        found.append(
            Bar(
                round(x, 1),
                round(y, 1),
                round(step * 0.68, 1),
                round(height, 1),
                round((place + 0.5) * step, 1),
                label,
                number,
            )
        )
    return Chart(found)
