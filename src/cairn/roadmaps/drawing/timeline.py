"""Items on a line of time: where each bar begins and ends, in pixels. Templates draw it, in the page and as a picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cairn.core.clock import now
from cairn.roadmaps.drawing.text import fitted, width
from cairn.roadmaps.models import Item

ROW = 36  # pixels from one bar to the next
BAR = 24
HEAD = 44
LEAST_DAYS = 182
WIDEST = 6000
USUAL = 1120  # pixels for a timeline of half a year to a year
OPEN_DAYS = 28  # how far a bar is drawn whose end is not known
FONT = 13
PAD = 8
APART = 16  # pixels between two bars of one row


@dataclass(frozen=True)
class Scale:
    first: date
    last: date  # the first day after the timeline
    per_day: float

    @classmethod
    def of(cls, items: Iterable[Item], today: date) -> Scale:
        """Whole months around everything that has a day and around today, half a year at least."""
        days = [day for item in items for day in (item.start, item.end) if day]
        first = _month(min([*days, today]))
        last = max([*days, today, first + timedelta(days=LEAST_DAYS)])
        beyond = _next_month(last + timedelta(days=OPEN_DAYS // 2))
        n = (beyond - first).days
        return cls(first, beyond, min(max(USUAL / n, 2.6), WIDEST / n))

    def x(self, day: date) -> float:
        return round((day - self.first).days * self.per_day, 1)

    @property
    def width(self) -> float:
        return self.x(self.last)


@dataclass(frozen=True)
class Tick:
    x: float
    label: str
    is_quarter: bool


@dataclass(frozen=True)
class Bar:
    """`shape`: bar; open (its end is not known); milestone (only its end is). The words stand in it, or beside it."""

    item: Item
    shape: str
    x: float
    y: float
    width: float
    text: str
    text_x: float
    anchor: str  # start or end
    is_inside: bool

    @property
    def middle(self) -> float:
        return self.y + BAR / 2

    @property
    def baseline(self) -> float:
        return self.y + BAR / 2 + 4.5

    @property
    def height(self) -> int:
        return BAR

    @property
    def grip_x(self) -> float:
        """Of the handle at its end."""
        return self.x + self.width - 8

    @property
    def extent(self) -> tuple[float, float]:
        """From where to where it and its words reach."""
        words = 0.0 if self.is_inside else width(self.text, FONT)
        if self.anchor == "end":
            return self.text_x - words, self.x + self.width
        return self.x, max(self.x + self.width, self.text_x + words)

    @property
    def diamond(self) -> str:
        cx, cy, r = self.x + self.width / 2, self.middle, 8
        return f"{cx},{cy - r} {cx + r},{cy} {cx},{cy + r} {cx - r},{cy}"


@dataclass(frozen=True)
class Band:
    """A lane: `y` from the top of the picture, bars from the top of the band."""

    name: str
    bars: list[Bar]
    rows: int

    @classmethod
    def of(cls, name: str, bars: Sequence[Bar]) -> Band:
        """Each bar in the first row where it and its words have room: years of work stay on one screen."""
        ends: list[float] = []
        placed = []
        for bar in bars:
            left, right = bar.extent
            at = next((n for n, end in enumerate(ends) if end + APART <= left), len(ends))
            ends[at : at + 1] = [right]
            placed.append(replace(bar, y=at * ROW + (ROW - BAR) / 2 + PAD / 2))
        return cls(name, placed, len(ends))

    @property
    def height(self) -> int:
        return max(self.rows, 1) * ROW + PAD


@dataclass(frozen=True)
class Timeline:
    scale: Scale
    bands: list[Band]
    today: float

    @classmethod
    def of(cls, lanes: Sequence[tuple[str, Sequence[Item]]]) -> Timeline:
        today = now().date()
        scale = Scale.of((item for _name, items in lanes for item in items), today)
        bands = []
        for name, items in lanes:
            dated = [item for item in items if item.start or item.end]
            dated.sort(key=lambda item: (item.start or item.end, item.position))
            bands.append(Band.of(name, [_bar(scale, item) for item in dated]))
        return cls(scale, bands, scale.x(today))

    @property
    def width(self) -> float:
        return self.scale.width

    @property
    def is_empty(self) -> bool:
        return not any(band.bars for band in self.bands)

    @cached_property
    def months(self) -> list[Tick]:
        narrow = self.scale.per_day * 30 < 44
        found: list[Tick] = []
        day = self.scale.first
        while day < self.scale.last:
            label = "" if narrow and (day.month - 1) % 3 else date_format(day, "M")
            found.append(Tick(self.scale.x(day), label, (day.month - 1) % 3 == 0))
            day = _next_month(day)
        return found

    @cached_property
    def quarters(self) -> list[Tick]:
        found: list[Tick] = []
        day = self.scale.first
        while day < self.scale.last:
            label = _("Q%(quarter)d %(year)d") % {"quarter": (day.month - 1) // 3 + 1, "year": day.year}
            if not found or (day.month - 1) % 3 == 0:
                found.append(Tick(self.scale.x(day), label, True))
            day = _next_month(day)
        return found


def _bar(scale: Scale, item: Item) -> Bar:
    start, end = item.start, item.end
    y = 0.0
    if start is None and end is not None:
        shape, x, wide = "milestone", scale.x(end) - 8, 16.0
    else:
        assert start is not None
        shape = "bar" if end else "open"
        beyond = (end or start + timedelta(days=OPEN_DAYS)) + timedelta(days=1)
        x = scale.x(start)
        wide = max(scale.x(min(beyond, scale.last)) - x, 8.0)
    long = width(item.title, FONT) + 2 * PAD
    if shape != "milestone" and long <= wide:
        return Bar(item, shape, x, y, wide, item.title, x + PAD, "start", True)
    if x + wide + long <= scale.width or x < scale.width / 2:
        return Bar(
            item,
            shape,
            x,
            y,
            wide,
            fitted(item.title, scale.width - x - wide - PAD, FONT),
            x + wide + 6,
            "start",
            False,
        )
    return Bar(item, shape, x, y, wide, fitted(item.title, x - PAD, FONT), x - 6, "end", False)


def _month(day: date) -> date:
    return day.replace(day=1)


def _next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)
