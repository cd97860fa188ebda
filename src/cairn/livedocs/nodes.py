"""Watches the tree of a document: only nodes that a page knows, and none nested so deep that it takes a program down.

Yjs lets anybody nest elements without end, and everything that later walks the tree (a deletion in Rust, an editor in
the browser) walks it recursively: at some ten thousand levels the process is gone. So the depth is bounded before an
update is applied. Whether content fits the schema in detail is not asked here: two sound edits may merge into what ADF
can't say (a cell whose last paragraph both sides removed), and the converter repairs that when it reads.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from cairn.documents.schema import schema
from cairn.livedocs.shape import Item, Shape, items

MAX_LEVELS = 200  # a page has some ten, and no program that walks one recursively has trouble with this many


class Nodes:
    """The nodes of one document. `admits` costs nothing for an update that makes none, as most keystrokes don't."""

    def __init__(self) -> None:
        self._levels: int | None = None  # at most this many; None: not known

    def admits(self, update: bytes, shape: Shape, state: Callable[[], bytes]) -> bool:
        """Whether the document may take `update` of this shape, and if so counts it in.

        `state` gives the whole document without the update; it is asked for only when the upper bound has come near
        the limit, every few hundred new nodes.
        """
        if not shape.nodes:
            return True
        if not shape.names <= known_names():
            return False
        if self._levels is None or self._after(update) > MAX_LEVELS:
            self._levels = levels(state()).from_root
        after = self._after(update)
        if after > MAX_LEVELS:
            return False
        self._levels = after
        return True

    def note(self, update: bytes, shape: Shape) -> None:
        """Count in what the log brought: it was admitted elsewhere."""
        if shape.nodes and self._levels is not None:
            self._levels = self._after(update)

    def _after(self, update: bytes) -> int:
        found = levels(update)
        return max((self._levels or 0) + found.from_outside, found.from_root)


def known_names() -> frozenset[bytes]:
    """The names of elements that a page can hold: ADF's."""
    global _names
    _names = _names or frozenset(name.encode() for name in schema().by_type)
    return _names


_names: frozenset[bytes] = frozenset()


@dataclass(frozen=True, slots=True)
class Levels:
    """How deep the nodes of an update lie: those whose way up ends at the document's root, and how many levels the
    others stand above something that the update does not hold.
    """

    from_root: int
    from_outside: int


@dataclass(slots=True)
class _Run:
    """The items of one client in the order of their clocks."""

    starts: list[int] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)

    def at(self, clock: int) -> Item | None:
        place = bisect_right(self.starts, clock) - 1
        if place < 0 or clock >= self.starts[place] + self.items[place].length:
            return None
        return self.items[place]


def levels(update: bytes) -> Levels:
    """Reads an update (or a whole state) once and follows every node up; no recursion, whatever the depth."""
    runs: dict[int, _Run] = defaultdict(_Run)
    nodes: list[Item] = []
    for item in items(update):
        runs[item.client].starts.append(item.clock)
        runs[item.client].items.append(item)
        if item.is_node:
            nodes.append(item)
    known: dict[tuple[int, int], Level] = {}
    deepest = {True: 0, False: 0}
    for node in nodes:
        level, rooted = _level(node, runs, known)
        deepest[rooted] = max(deepest[rooted], level)
    return Levels(from_root=deepest[True], from_outside=deepest[False])


Level = tuple[int, bool]  # whether it counts from the root
TOP: Level = (1, True)
OUTSIDE: Level = (1, False)  # beside or below something that we can't see: one level above the deepest of all, at most


def _level(item: Item, runs: dict[int, _Run], known: dict[tuple[int, int], Level]) -> Level:
    """The level at which the item lives: its neighbour's, or one below its parent's."""
    way: list[Item] = []
    here = item
    while (here.client, here.clock) not in known:
        known[here.client, here.clock] = OUTSIDE  # until we come back: a ring, which Yjs never places, ends here
        link = here.beside or here.below
        above = runs[link[0]].at(link[1]) if link is not None else None
        if above is None:
            known[here.client, here.clock] = TOP if link is None else OUTSIDE
            break
        way.append(here)
        here = above
    level, rooted = known[here.client, here.clock]
    for step in reversed(way):
        level += step.beside is None
        known[step.client, step.clock] = (level, rooted)
    return level, rooted
