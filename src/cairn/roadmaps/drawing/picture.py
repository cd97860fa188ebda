"""The timeline as a picture of its own: a title, the months, the lanes one under the other, what has no dates below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cairn.roadmaps.drawing.timeline import HEAD, Band, Timeline

if TYPE_CHECKING:
    from cairn.roadmaps.screen import Row

MARGIN = 24
TITLE = 36
NAME = 28  # of a lane
LINE = 20
NOTE = 32


@dataclass(frozen=True)
class PlacedBand:
    band: Band
    y: float  # of its name

    @property
    def name_y(self) -> float:
        return self.y + 20

    @property
    def bars_y(self) -> float:
        return self.y + NAME


@dataclass(frozen=True)
class Picture:
    timeline: Timeline
    bands: list[PlacedBand]
    undated: list[tuple[float, str]]
    undated_y: float
    width: float
    height: float

    @classmethod
    def of(cls, timeline: Timeline, rows: Sequence[Row]) -> Picture:
        y: float = MARGIN + TITLE + HEAD
        bands = []
        for band in timeline.bands:
            bands.append(PlacedBand(band, y))
            y += NAME + band.height
        undated_y = y + NOTE
        undated = [(undated_y + LINE * (n + 1), f"{row.lane.name}: {row.item.title}") for n, row in enumerate(rows)]
        end = undated[-1][0] if undated else y
        return cls(timeline, bands, undated, undated_y, timeline.width + 2 * MARGIN, end + MARGIN)

    @property
    def margin(self) -> int:
        return MARGIN

    @property
    def head_y(self) -> int:
        return MARGIN + TITLE

    @property
    def lines_end(self) -> float:
        last = self.bands[-1] if self.bands else None
        return last.bars_y + last.band.height if last else self.head_y + HEAD
