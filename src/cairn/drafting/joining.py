"""What several people answered to one section: which points are the same, and where they differ.

Nothing that was written is left out, and who comes first changes nothing: see the property tests.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cairn.documents import Adf, inline_text, to_text
from cairn.drafting.alike import NEAR, Words, is_same, nearness

LISTS = ("bulletList", "orderedList")


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody whose answers are joined; `pk` and `name` of her account."""

    pk: int
    name: str


@dataclass(frozen=True, slots=True)
class Point:
    """One paragraph or list item (`list`: of which list, "" for none) as it was written; `node` is its block."""

    voice: Voice
    node: Adf
    list: str = ""

    @property
    def text(self) -> str:
        return to_text({"version": 1, "type": "doc", "content": [self.node]}).strip()


@dataclass(frozen=True, slots=True)
class Said:
    """One person's answer to one section."""

    voice: Voice
    blocks: tuple[Adf, ...] = ()
    is_nothing: bool = False


@dataclass(frozen=True, slots=True)
class Shared:
    """A point that several people made. `point` is the fullest wording, `others` are the wordings that differ."""

    point: Point
    voices: tuple[Voice, ...]
    others: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Joined:
    """`shared` first, then what each said alone, `silent` those who have nothing to say. `near`: pairs of points of two
    people about the same thing that are not the same, the nearest first."""

    shared: tuple[Shared, ...] = ()
    alone: tuple[tuple[Voice, tuple[Point, ...]], ...] = ()
    silent: tuple[Voice, ...] = ()
    near: tuple[tuple[Point, Point], ...] = field(default=())

    @property
    def differ(self) -> bool:
        return len(self.alone) > 1


def points_of(said: Said) -> list[Point]:
    found = []
    for block in said.blocks:
        if block["type"] in LISTS:
            found += [Point(said.voice, item, block["type"]) for item in block.get("content", ())]
        else:
            found.append(Point(said.voice, block))
    return [point for point in found if point.text or point.node["type"] not in ("paragraph", "listItem")]


def join(answers: Sequence[Said]) -> Joined:
    """The answers of several people to one section, each person once."""
    answers = sorted(answers, key=lambda said: (said.voice.name.casefold(), said.voice.pk))
    points = [point for said in answers for point in points_of(said)]
    words = [Words.of(point.text) for point in points]
    groups = _groups(words)
    shared, joined = [], set[int]()
    for group in groups:
        if len({points[i].voice for i in group}) > 1:
            shared.append(_shared([points[i] for i in group]))
            joined |= set(group)
    rest = [i for i in range(len(points)) if i not in joined]
    alone = [(said.voice, tuple(points[i] for i in rest if points[i].voice == said.voice)) for said in answers]
    return Joined(
        tuple(shared),
        tuple((voice, own) for voice, own in alone if own),
        tuple(said.voice for said in answers if said.is_nothing),
        tuple((points[i], points[j]) for i, j in _near(rest, points, words)),
    )


def quote_of(point: Point) -> str:
    """The first line of a point as it stands in one block of the page."""
    node = point.node
    while node.get("content") and node["type"] not in ("paragraph", "codeBlock", "heading"):
        node = node["content"][0]
    return inline_text(node).split("\n")[0][:200].strip()


def _groups(words: Sequence[Words]) -> list[list[int]]:
    """Points that are the same, directly or through others, in the order of their first one."""
    group_of = list(range(len(words)))
    for i in range(len(words)):
        for j in range(i):
            if group_of[i] != group_of[j] and is_same(words[i], words[j]):
                low, high = sorted((group_of[i], group_of[j]))
                group_of = [low if each == high else each for each in group_of]
    return [[i for i, each in enumerate(group_of) if each == first] for first in sorted(set(group_of))]


def _shared(points: list[Point]) -> Shared:
    fullest = max(points, key=lambda point: (len(point.text), point.text))
    others = [point for point in points if point is not fullest and _plain(point.text) != _plain(fullest.text)]
    return Shared(fullest, tuple(dict.fromkeys(point.voice for point in points)), tuple(others))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".!;,")


def _near(rest: Sequence[int], points: Sequence[Point], words: Sequence[Words]) -> list[tuple[int, int]]:
    pairs = [(i, j) for i in rest for j in rest if i < j and points[i].voice != points[j].voice]
    rated = [(nearness(words[i], words[j]), i, j) for i, j in pairs]
    return [(i, j) for how, i, j in sorted(rated, key=lambda each: (-each[0], each[1], each[2])) if how >= NEAR]
