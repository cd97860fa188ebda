"""A template as one sees it from afar: its headings, lines, lists and tables, drawn small."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe

from cairn.documents import Adf, inline_text
from cairn.gallery.definition import Definition
from cairn.gallery.known import Known

WIDE, HIGH = 200, 150  # units of the drawing; what does not fit is cut off
LEFT, RIGHT, TOP = 14, 186, 16
LETTER = 1.55  # units a letter takes
GAP = 5


@dataclass(slots=True)
class Pen:
    """`y` is where the next block begins. Strokes of a kind become one path: ink, soft (lines of text), line, wash."""

    y: float = TOP
    strokes: dict[str, list[str]] = field(default_factory=dict)

    @property
    def is_full(self) -> bool:
        return self.y > HIGH

    def box(self, kind: str, x: float, y: float, width: float, height: float) -> None:
        self.strokes.setdefault(kind, []).append(f"M{x:g} {y:g}h{width:g}v{height:g}h{-width:g}z")

    def dot(self, kind: str, x: float, y: float, radius: float) -> None:
        """Round (x, y)."""
        arc = f"a{radius:g} {radius:g} 0 1 0 "
        self.strokes.setdefault(kind, []).append(f"M{x - radius:g} {y:g}{arc}{2 * radius:g} 0{arc}{-2 * radius:g} 0z")

    def text(self, x: float, right: float, letters: int, most: int = 3) -> None:
        """Lines of text, the last one shorter."""
        width = right - x
        lines = min(most, max(1, round(letters * LETTER / width + 0.4)))
        for line in range(lines):
            share = 1 if line < lines - 1 else 0.45 + (letters * 7 % 45) / 100
            self.box("soft", x, self.y, round(width * share, 1), 3)
            self.y += 7


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A text that does not change any more: its template's name and version."""

    slug: str
    version: int | None
    definition: Definition = field(compare=False)


def sketch(template: Known) -> SafeString:
    """An SVG for decoration, coloured by gallery.css."""
    return _kept(_Drawn(template.slug, template.version.pk if template.version else None, template.definition))


@lru_cache(maxsize=1000)
def _kept(drawn: _Drawn) -> SafeString:
    return _drawn(drawn.definition)


def _drawn(definition: Definition) -> SafeString:
    pen = Pen()
    pen.box("ink", LEFT, pen.y, min(120, 30 + len(definition.name) * 3.4), 6)
    pen.y += 15
    if own := _OWN.get(definition.slug if definition.kind == "roadmap" else definition.framework or definition.kind):
        own(pen)
    for node in definition.body.get("content", ()):
        if pen.is_full:
            break
        _DRAWN.get(str(node["type"]), _block)(pen, node, LEFT, RIGHT)
        pen.y += GAP
    paths = "".join(f'<path class="sketch-{kind}" d="{"".join(found)}"/>' for kind, found in pen.strokes.items())
    shape = f'viewBox="0 0 {WIDE} {HIGH}" preserveAspectRatio="xMinYMin slice"'
    return mark_safe(f'<svg class="sketch" {shape} aria-hidden="true">{paths}</svg>')


def _children(node: Adf) -> Iterator[Adf]:
    yield from node.get("content", ())


def _letters(node: Adf) -> int:
    """Of text and of prompts, which ask for about as much as they say."""
    own = len(str(node.get("attrs", {}).get("text") or "")) if node["type"] == "placeholder" else len(inline_text(node))
    return max(own, sum(_letters(each) for each in _children(node)))


def _block(pen: Pen, node: Adf, x: float, right: float) -> None:
    pen.text(x, right, max(20, _letters(node)))


def _heading(pen: Pen, node: Adf, x: float, right: float) -> None:
    pen.y += 2
    pen.box("ink", x, pen.y, min(right - x, 14 + _letters(node) * 2.1), 4)
    pen.y += 5


def _items(pen: Pen, node: Adf, x: float, right: float) -> None:
    is_task = node["type"] in ("taskList", "decisionList")
    for item in list(_children(node))[:4]:
        if is_task:
            pen.box("line", x, pen.y - 1.5, 6, 6)
        else:
            pen.box("ink", x + 1.5, pen.y, 3, 3)
        pen.text(x + 11, right, min(70, max(16, _letters(item))), most=1)
        pen.y += 2


def _table(pen: Pen, node: Adf, x: float, right: float) -> None:
    rows = [list(_children(row)) for row in _children(node)]
    columns = max((len(row) for row in rows), default=1)
    width, height = (right - x) / columns, 11
    top = pen.y
    for row in rows[:5]:
        for column, cell in enumerate(row):
            if cell["type"] == "tableHeader":
                pen.box("wash", x + column * width, pen.y, width, height)
            if letters := _letters(cell):
                kind = "ink" if cell["type"] == "tableHeader" else "soft"
                pen.box(kind, x + column * width + 4, pen.y + 4, min(width - 9, 4 + letters * LETTER), 3)
        pen.y += height
    for line in range(len(rows[:5]) + 1):
        pen.box("line", x, top + line * height, right - x, 0.8)
    for line in range(columns + 1):
        pen.box("line", min(x + line * width, right - 0.8), top, 0.8, pen.y - top)
    pen.y += 2


def _framed(pen: Pen, node: Adf, x: float, right: float) -> None:
    """A panel, a quote, an expand: its words on a wash."""
    top = pen.y
    pen.y += 6
    for child in list(_children(node))[:2]:
        _DRAWN.get(str(child["type"]), _block)(pen, child, x + 8, right - 8)
    pen.y += 2
    pen.box("wash", x, top, right - x, pen.y - top)


def _columns(pen: Pen, node: Adf, x: float, right: float) -> None:
    columns = list(_children(node))
    width, top = (right - x + 8) / len(columns), pen.y
    lowest = top
    for index, column in enumerate(columns):
        pen.y = top
        for child in list(_children(column))[:3]:
            _DRAWN.get(str(child["type"]), _block)(pen, child, x + index * width, x + (index + 1) * width - 8)
            pen.y += GAP
        lowest = max(lowest, pen.y)
    pen.y = lowest


def _bodied(pen: Pen, node: Adf, x: float, right: float) -> None:
    for child in _children(node):
        _DRAWN.get(str(child["type"]), _block)(pen, child, x, right)


def _board(pen: Pen) -> None:
    """Now, next, later."""
    width = (RIGHT - LEFT - 12) / 3
    for lane, cards in enumerate((3, 2, 1)):
        x = LEFT + lane * (width + 6)
        pen.box("wash", x, pen.y, width, 50)
        pen.box("ink", x + 5, pen.y + 5, 16, 3)
        for card in range(cards):
            pen.box("soft", x + 5, pen.y + 13 + card * 12, width - 10, 8)
    pen.y += 58


def _timeline(pen: Pen) -> None:
    """Bars that begin later and later, and the day that can't move."""
    for row, (start, length) in enumerate(((0, 60), (34, 52), (50, 74), (96, 44))):
        pen.box("soft", LEFT + start, pen.y + row * 12, length, 7)
    pen.box("line", LEFT, pen.y + 48, RIGHT - LEFT, 0.8)
    pen.box("ink", RIGHT - 26, pen.y - 3, 1.6, 54)
    pen.y += 58


def _options(pen: Pen) -> None:
    """Options and criteria."""
    width = (RIGHT - LEFT) / 4
    pen.box("wash", LEFT, pen.y, RIGHT - LEFT, 12)
    for row in range(4):
        for column in range(4):
            is_head = row == 0 or column == 0
            length = width - (14 if is_head else 8 + (row * 11 + column * 17) % 19)
            pen.box("ink" if is_head else "soft", LEFT + column * width + 4, pen.y + 4.5 + row * 13, length, 3)
        pen.box("line", LEFT, pen.y + 12 + row * 13, RIGHT - LEFT, 0.8)
    pen.y += 60


def _chain(pen: Pen) -> None:
    """One recommends, two have to agree, one decides, one carries it out."""
    for index, x in enumerate((LEFT + 8, LEFT + 60, LEFT + 112, LEFT + 164)):
        middle = pen.y + 20
        if index:
            pen.box("line", x - 42, middle - 0.6, 32, 1.2)
        for y in (middle - 12, middle + 12) if index == 1 else (middle,):
            pen.dot("ink" if index == 2 else "soft", x, y, 8)
    pen.y += 50


def _circle(pen: Pen) -> None:
    """A round of people, and what they are asked about in the middle."""
    middle, centre = (LEFT + RIGHT) / 2, pen.y + 28
    for x, y in ((-30, 0), (-15, -24), (15, -24), (30, 0), (15, 24), (-15, 24)):
        pen.dot("soft", middle + x, centre + y, 7)
    pen.box("ink", middle - 14, centre - 1.5, 28, 3)
    pen.y += 66


# By framework, kind, or name of the template: what its page shows beside the text.
_OWN: dict[str, Callable[[Pen], None]] = {
    "roadmap": _board, "roadmap-timeline": _timeline, "decision": _options, "daci": _options, "rapid": _chain,
    "consent": _circle,
}  # fmt: skip
_DRAWN: dict[str, Callable[[Pen, Adf, float, float], None]] = {
    "heading": _heading,
    "bulletList": _items,
    "orderedList": _items,
    "taskList": _items,
    "decisionList": _items,
    "table": _table,
    "panel": _framed,
    "blockquote": _framed,
    "expand": _framed,
    "layoutSection": _columns,
    "bodiedExtension": _bodied,
}
