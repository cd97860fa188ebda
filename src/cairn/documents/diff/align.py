"""Finding partners: which node of one list became which of the other, and which of them have moved.

The cheap and certain first, each in one pass over the nodes: equal ends, local ids, equal nodes, rare words in common.
Only what is left between two certain neighbours is compared each with each, and no more of it than LIMIT allows.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from .items import Item, likeness

ALIKE = 0.35  # below, two blocks in one place are one that went and one that came
ALIKE_ELSEWHERE = 0.6  # a block that moved and changed must be more like itself
RARE = 6  # a word in at most so many blocks tells which block it is
LIMIT = 4000  # pairs compared between two certain neighbours
MOVABLE_WORDS = 3  # shorter blocks don't move: one went, another like it came


@dataclass(frozen=True, slots=True)
class Step:
    """`old` and `new` are places in the lists. Both: partners. "moved" says that the partners changed their order."""

    old: int | None
    new: int | None
    moved: bool = False


def align(old: Sequence[Item], new: Sequence[Item]) -> list[Step]:
    """Every place of both lists once, in reading order; a moved one twice: where it is now, and where it was."""
    partner = _certain(old, new)
    kept = _in_order(partner, old)
    for i in [i for i in partner if i not in kept and old[i].size < MOVABLE_WORDS]:
        del partner[i]
    _fill_gaps(old, new, partner, kept)
    return _in_reading_order(len(old), len(new), partner, kept)


def _certain(old: Sequence[Item], new: Sequence[Item]) -> dict[int, int]:
    partner: dict[int, int] = {}
    start, end = _ends(old, new)
    partner.update((i, i) for i in range(start))
    partner.update((len(old) - k, len(new) - k) for k in range(1, end + 1))
    left = list(range(start, len(old) - end))
    right = list(range(start, len(new) - end))
    for name in ("local_id", "key"):
        _pair_named(name, old, new, (left, right), partner)
        taken = set(partner.values())
        left = [i for i in left if i not in partner]
        right = [j for j in right if j not in taken]
    _pair_rare(old, new, (left, right), partner)
    return partner


def _ends(old: Sequence[Item], new: Sequence[Item]) -> tuple[int, int]:
    """How many nodes at the beginning and at the end are equal."""
    most = min(len(old), len(new))
    start = 0
    while start < most and old[start].key == new[start].key:
        start += 1
    end = 0
    while end < most - start and old[-1 - end].key == new[-1 - end].key:
        end += 1
    return start, end


def _pair_named(
    name: str,
    old: Sequence[Item],
    new: Sequence[Item],
    open_: tuple[list[int], list[int]],
    partner: dict[int, int],
) -> None:
    """Pair nodes that alone have the name on each side (two equal paragraphs say nothing about which is which)."""
    mine: dict[str, list[int]] = defaultdict(list)
    yours: dict[str, list[int]] = defaultdict(list)
    for i in open_[0]:
        mine[getattr(old[i], name)].append(i)
    for j in open_[1]:
        yours[getattr(new[j], name)].append(j)
    for value, places in mine.items():
        theirs = yours.get(value, [])
        if value and len(places) == len(theirs):
            partner.update(zip(places, theirs, strict=True))


def _pair_rare(
    old: Sequence[Item], new: Sequence[Item], open_: tuple[list[int], list[int]], partner: dict[int, int]
) -> None:
    """Pair what shares rare words, the likest first."""
    left, right = open_
    where: dict[str, list[int]] = defaultdict(list)
    for i in left:
        for word in old[i].words:
            where[word].append(i)
    found: list[tuple[float, int, int]] = []
    for j in right:
        shared: Counter[int] = Counter()
        for word in new[j].words:
            if len(where.get(word, ())) <= RARE:
                shared.update(where.get(word, ()))
        for i, _count in shared.most_common(3):
            if old[i].family == new[j].family and (like := likeness(old[i], new[j])) >= ALIKE_ELSEWHERE:
                found.append((-like, i, j))
    taken: set[int] = set()
    for _like, i, j in sorted(found):
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)


def _in_order(partner: dict[int, int], old: Sequence[Item]) -> set[int]:
    """The places that keep their order: the longest rising run of partners. All others have moved."""
    tops: list[int] = []  # the smallest partner that ends a run of each length
    owner: list[int] = []
    before: dict[int, int | None] = {}
    for i in sorted(partner):
        at = bisect_left(tops, partner[i])
        before[i] = owner[at - 1] if at else None
        if at == len(tops):
            tops.append(partner[i])
            owner.append(i)
        else:
            tops[at], owner[at] = partner[i], i
    kept: set[int] = set()
    here: int | None = owner[-1] if owner else None
    while here is not None:
        kept.add(here)
        here = before[here]
    return kept


def _fill_gaps(old: Sequence[Item], new: Sequence[Item], partner: dict[int, int], kept: set[int]) -> None:
    """Between certain neighbours, pair what is alike enough, keeping the order."""
    taken = set(partner.values())
    fixed = [*((i, partner[i]) for i in sorted(kept)), (len(old), len(new))]
    last = (-1, -1)
    for i, j in fixed:
        left = [k for k in range(last[0] + 1, i) if k not in partner]
        right = [k for k in range(last[1] + 1, j) if k not in taken]
        last = (i, j)
        if left and right:
            pairs = _likest(old, new, left, right)
            partner.update(pairs)
            kept.update(pair[0] for pair in pairs)


def _likest(old: Sequence[Item], new: Sequence[Item], left: list[int], right: list[int]) -> list[tuple[int, int]]:
    """The pairs, in order, that are most alike together. Of very long gaps only neighbours are looked at."""
    if len(left) * len(right) > LIMIT:
        near = zip(left, right, strict=False)
        return [(i, j) for i, j in near if _worth(old[i], new[j]) > 0]
    best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    worth = [[_worth(old[i], new[j]) for j in right] for i in left]
    for a in range(len(left) - 1, -1, -1):
        for b in range(len(right) - 1, -1, -1):
            together = best[a + 1][b + 1] + worth[a][b] if worth[a][b] > 0 else 0.0
            best[a][b] = max(best[a + 1][b], best[a][b + 1], together)
    pairs = []
    a = b = 0
    while a < len(left) and b < len(right):
        if worth[a][b] > 0 and best[a][b] == best[a + 1][b + 1] + worth[a][b]:
            pairs.append((left[a], right[b]))
            a, b = a + 1, b + 1
        elif best[a][b] == best[a + 1][b]:
            a += 1
        else:
            b += 1
    return pairs


def _worth(left: Item, right: Item) -> float:
    """What pairing two nodes in one place is worth; 0: better not."""
    if left.family != right.family:
        return 0.0
    if not left.size and not right.size:
        return 0.5  # pictures, rules, empty lines: what they are is all there is
    like = likeness(left, right)
    return like if like >= ALIKE or not left.size or (not right.size and left.family == "tableCell") else 0.0


def _in_reading_order(olds: int, news: int, partner: dict[int, int], kept: set[int]) -> list[Step]:
    back = {j: i for i, j in partner.items()}
    steps: list[Step] = []
    i = 0
    for j in range(news):
        mate = back.get(j)
        if mate is None:
            continue
        if mate in kept:
            steps += _old_until(i, mate, partner)
            i = mate + 1
        steps.append(Step(mate, j, moved=mate not in kept))
    steps += _old_until(i, olds, partner)
    return _with_added(steps, news)


def _old_until(start: int, end: int, partner: dict[int, int]) -> list[Step]:
    """What stood there before: removed, or moved away."""
    return [Step(i, None, moved=i in partner) for i in range(start, end)]


def _with_added(steps: list[Step], news: int) -> list[Step]:
    """The same with what came new: before the next one of the new list, after what was removed there."""
    result: list[Step] = []
    j = 0
    for step in steps:
        if step.new is not None:
            result += [Step(None, k) for k in range(j, step.new)]
            j = step.new + 1
        result.append(step)
    return result + [Step(None, k) for k in range(j, news)]
