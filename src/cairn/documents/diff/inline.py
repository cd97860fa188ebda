"""Comparing two lines: words that came and went, formatting, and inline nodes such as dates and statuses."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby, zip_longest
from typing import Literal

from ..types import Adf
from .describe import inline_notes, mark_notes
from .items import attributes, shown_marks
from .model import Piece

# A word, a sign, a run of spaces; of scripts that write without spaces, each character.
_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+|[^\w\s]|\s+")
LIMIT = 250_000  # tokens × tokens that are compared closely; longer stretches are one that went and one that came

Ops = list[tuple[Literal["same", "replace"], int, int, int, int]]


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a sign, a space, or an inline node. `name` is what is compared."""

    name: str
    node: Adf

    @property
    def is_text(self) -> bool:
        return self.node.get("type") == "text"


Run = tuple[list[Token], Token | None]


def compare_lines(old: Sequence[Adf], new: Sequence[Adf], *, in_task: bool = False) -> tuple[Piece, ...]:
    """The pieces of two runs of inline nodes; `in_task`: a date in it is a due date."""
    left, right = list(_tokens(old)), list(_tokens(new))
    pieces: list[Piece] = []
    for how, a, b, c, d in _settled(_opcodes([t.name for t in left], [t.name for t in right]), left, right):
        if how == "same":
            pieces += _same(left[a:b], right[c:d])
        else:
            pieces += _replaced(left[a:b], right[c:d], in_task)
    return tuple(_joined(pieces))


def _tokens(nodes: Sequence[Adf]) -> Iterator[Token]:
    for node in nodes:
        if node.get("type") == "text":
            for word in _TOKEN.findall(str(node.get("text", ""))):
                yield Token(word, {**node, "text": word})
        else:
            yield Token(f"\0{node.get('type')}{attributes(node)}", node)


def _opcodes(left: list[str], right: list[str]) -> Ops:
    """Words that only once stand on each side are posts; between two posts the stretches are short."""
    result: Ops = []
    a = c = 0
    for i, j in [*_posts(left, right), (len(left), len(right))]:
        result += _close(left, right, (a, i), (c, j))
        if i < len(left):
            result.append(("same", i, i + 1, j, j + 1))
        a, c = i + 1, j + 1
    return _merged(result)


def _posts(left: list[str], right: list[str]) -> list[tuple[int, int]]:
    mine, yours = Counter(left), Counter(right)
    place = {word: j for j, word in enumerate(right) if yours[word] == 1 and mine[word] == 1}
    pairs = [(i, place[word]) for i, word in enumerate(left) if word in place]
    tops: list[int] = []
    chain: list[tuple[int, int, int]] = []  # place in left, place in right, number of the one before
    ends: list[int] = []
    for i, j in pairs:
        at = bisect_left(tops, j)
        chain.append((i, j, ends[at - 1] if at else -1))
        tops[at : at + 1], ends[at : at + 1] = [j], [len(chain) - 1]
    result = []
    here = ends[-1] if ends else -1
    while here >= 0:
        i, j, here = chain[here]
        result.append((i, j))
    return result[::-1]


def _close(left: list[str], right: list[str], mine: tuple[int, int], yours: tuple[int, int]) -> Ops:
    (a, b), (c, d) = mine, yours
    if a == b and c == d:
        return []
    head = 0
    while a + head < b and c + head < d and left[a + head] == right[c + head]:
        head += 1
    result: Ops = [("same", a, a + head, c, c + head)] if head else []
    a, c = a + head, c + head
    if a == b or c == d or (b - a) * (d - c) > LIMIT:
        return [*result, ("replace", a, b, c, d)] if a < b or c < d else result
    for how, i, j, k, m in SequenceMatcher(None, left[a:b], right[c:d], autojunk=False).get_opcodes():
        result.append(("same" if how == "equal" else "replace", a + i, a + j, c + k, c + m))
    return result


def _merged(ops: Ops) -> Ops:
    """Neighbours of one kind as one."""
    result: Ops = []
    for how, a, b, c, d in ops:
        if result and result[-1][0] == how:
            _, first, _, third, _ = result[-1]
            result[-1] = (how, first, b, third, d)
        else:
            result.append((how, a, b, c, d))
    return result


def _settled(ops: Ops, left: list[Token], right: list[Token]) -> Ops:
    """A space that stayed between two changes is no island: the change reads as one."""
    result: Ops = []
    for index, (how, a, b, c, d) in enumerate(ops):
        is_island = how == "same" and 0 < index < len(ops) - 1
        if is_island and all(t.is_text and not t.name.strip() for t in left[a:b]):
            how = "replace"
        result.append((how, a, b, c, d))
    return _merged(result)


def _same(left: list[Token], right: list[Token]) -> Iterator[Piece]:
    for old, new in zip(left, right, strict=True):
        if shown_marks(old.node) == shown_marks(new.node):
            yield Piece("same", old.node, new.node)
        else:
            yield Piece("changed", old.node, new.node, mark_notes(old.node, new.node))


def _replaced(left: list[Token], right: list[Token], in_task: bool) -> Iterator[Piece]:
    """Where both sides have the same kinds of inline nodes in the same order, each is one that changed its value."""
    mine, yours = _by_nodes(left), _by_nodes(right)
    nothing: Run = ([], None)
    if [node.node.get("type") for _, node in mine if node] != [node.node.get("type") for _, node in yours if node]:
        mine, yours = [(left, None)], [(right, None)]
    for old, new in zip_longest(mine, yours, fillvalue=nothing):
        yield from (Piece("removed", token.node, None) for token in old[0])
        yield from (Piece("added", None, token.node) for token in new[0])
        if old[1] and new[1]:
            notes = inline_notes(old[1].node, new[1].node, in_task=in_task)
            yield Piece("changed" if notes else "same", old[1].node, new[1].node, notes)


def _by_nodes(tokens: list[Token]) -> list[Run]:
    """Runs of words, each with the inline node that ends it."""
    runs: list[Run] = []
    waiting: list[Token] = []
    for token in tokens:
        if token.is_text:
            waiting.append(token)
        else:
            runs.append((waiting, token))
            waiting = []
    return [*runs, (waiting, None)]


def _joined(pieces: list[Piece]) -> Iterator[Piece]:
    """Words that tell the same as one piece each."""

    def name(piece: Piece) -> tuple[object, ...]:
        nodes = [node for node in (piece.old, piece.new) if node is not None]
        alone = None if all(node.get("type") == "text" for node in nodes) else id(piece)
        return piece.how, alone, piece.old and piece.old.get("marks"), piece.new and piece.new.get("marks")

    for _, group in groupby(pieces, key=name):
        run = list(group)
        first = run[0]
        if len(run) == 1:
            yield first
            continue
        old = {**first.old, "text": "".join(p.old["text"] for p in run if p.old)} if first.old else None
        new = {**first.new, "text": "".join(p.new["text"] for p in run if p.new)} if first.new else None
        yield Piece(first.how, old, new, first.notes)
