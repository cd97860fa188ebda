"""What changed between two versions: blocks that came and went, and inside changed blocks the words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stayed ("same"), came ("added") or went ("removed")."""

    how: str
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A line of the text. `how` is "same", "added", "removed", "changed", or "skipped" for a run of unchanged ones."""

    how: str
    pieces: list[Piece]


def changes(before: str, after: str) -> list[Block]:
    """Two plain texts (a line a block) side by side in reading order; far unchanged lines are folded."""
    left, right = before.splitlines(), after.splitlines()
    blocks: list[Block] = []
    for how, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if how == "equal":
            blocks += [_whole("same", line) for line in left[a:b]]
            continue
        pairs = min(b - a, d - c)
        for old, new in zip(left[a : a + pairs], right[c : c + pairs], strict=True):
            blocks += _pair(old, new)
        blocks += [_whole("removed", line) for line in left[a + pairs : b]]
        blocks += [_whole("added", line) for line in right[c + pairs : d]]
    return _folded(blocks)


def _pair(old: str, new: str) -> list[Block]:
    """One changed line; two when hardly a word is left of the old one."""
    a, b = _WORDS.findall(old), _WORDS.findall(new)
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    if matcher.ratio() < 0.3:
        return [_whole("removed", old), _whole("added", new)]
    pieces: list[Piece] = []
    for how, i, j, k, m in matcher.get_opcodes():
        if how == "equal":
            pieces.append(Piece("same", "".join(a[i:j])))
            continue
        if j > i:
            pieces.append(Piece("removed", "".join(a[i:j])))
        if m > k:
            pieces.append(Piece("added", "".join(b[k:m])))
    return [Block("changed", pieces)]


def _whole(how: str, line: str) -> Block:
    return Block(how, [Piece(how, line)])


def _folded(blocks: list[Block], around: int = 2) -> list[Block]:
    """Unchanged lines further than `around` from a change become one "skipped" block."""
    near = {
        near
        for index, block in enumerate(blocks)
        if block.how != "same"
        for near in range(index - around, index + around + 1)
    }
    result: list[Block] = []
    for index, block in enumerate(blocks):
        if index in near:
            result.append(block)
        elif not result or result[-1].how != "skipped":
            result.append(Block("skipped", []))
    return result
