"""Others' words in a line that somebody's suggestion has cut in two, or put together again.

A chip put in mid-line makes a browser shorten the line's text and write the words behind the chip anew, as they stood
there; taking the chip back does the reverse. What somebody else typed in those words meanwhile stays behind in the
shortened text, is there twice, or is gone. Here it comes to stand where it belongs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from pycrdt import XmlElement, XmlText

from ..suggestions.stamps import INSERTED, INSERTION, TEXT_MARKS, stamp_of
from .attrs import attributes
from .hashing import mark_type
from .raw import chunks_of, copies, size_of

LONGEST = 1_000  # letters that differ, on either side: comparing takes the square of it

Line = tuple[list[int], XmlElement, dict[int, int]]
"""A line after the update: the path to it, itself, and for a text cut in two by its place where that was (in bytes)."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter, or one thing in a line, without what she suggests of it; `text` is None for a thing."""

    text: XmlText | None
    at: int
    size: int
    letter: str
    formatting: dict[str, Any]
    what: str


def cut_lines(events: Sequence[Any], user: str) -> Iterator[Line]:
    """The lines that the update has cut in two or put together, of what it touched."""
    texts = {tuple(event.path): event.delta or () for event in events if isinstance(event.target, XmlText)}
    for event in events:
        line = event.target
        if not isinstance(line, XmlElement) or not _is_line(line):
            continue
        parts = list(event.delta or ())
        if any("delete" in part for part in parts):
            yield list(event.path), line, {}
        elif any(_is_hers(item, user) for part in parts for item in part.get("insert", ())):
            cuts = {}
            for place in range(len(line.children)):
                delta = texts.get((*event.path, place), ())
                if any("delete" in part for part in delta):
                    cuts[place] = _before_first_deletion(delta)
            yield list(event.path), line, cuts


def restore_line(before: XmlElement, line: Line, user: str) -> None:
    """Make the words of others in a line as they were before the update; what it can't mend stays."""
    _, after, cuts = line
    for place, at in cuts.items():
        text = after.children[place]
        if isinstance(text, XmlText) and (end := sum(size_of(chunk) for chunk, _ in chunks_of(text))) > at:
            del text[at:end]
    want, have = list(_letters(before, user)), list(_letters(after, user))
    start = _same_from_start(want, have)
    stop = _same_from_start(want[start:][::-1], have[start:][::-1])
    new, old = want[start : len(want) - stop], have[start : len(have) - stop]
    if max(len(new), len(old)) > LONGEST or any(each.text is None for each in (*new, *old)):
        return
    matcher = SequenceMatcher(None, [each.what for each in old], [each.what for each in new], autojunk=False)
    for _, i, j, k, m in reversed([step for step in matcher.get_opcodes() if step[0] != "equal"]):
        _replace(have, start + i, start + j, new[k:m])


def _replace(have: Sequence[Letter], start: int, end: int, new: Sequence[Letter]) -> None:
    """Later ones first, so that the places of earlier ones hold."""
    behind = have[start] if start < len(have) else None
    if behind is not None and behind.text is not None:
        text, at = behind.text, behind.at
    elif start and (last := have[start - 1]).text is not None:
        text, at = last.text, last.at + last.size
    else:
        return
    for each in reversed(have[start:end]):
        assert each.text is not None
        del each.text[each.at : each.at + each.size]
    for each in reversed(new):
        text.insert(at, each.letter, each.formatting)


def _letters(line: XmlElement, user: str) -> Iterator[Letter]:
    for child in line.children:
        if isinstance(child, XmlText):
            at = 0
            for chunk, formatting in chunks_of(child):
                plain = {key: value for key, value in formatting.items() if not _stamps(key, value, user)}
                hers = any(mark_type(key) == INSERTION for key in formatting.keys() - plain.keys())
                for letter in chunk:
                    size = size_of(letter)
                    if not hers:
                        yield Letter(child, at, size, letter, formatting, f"{letter}{sorted(plain.items())!r}")
                    at += size
        elif isinstance(child, XmlElement) and not _is_hers(child, user):
            yield Letter(None, 0, 0, "", {}, repr(copies([child])))


def _stamps(key: str, value: Any, user: str) -> bool:
    kind = mark_type(key)
    return kind in TEXT_MARKS and stamp_of(kind, value).user == user


def _is_hers(item: Any, user: str) -> bool:
    return isinstance(item, XmlElement) and stamp_of(INSERTED, attributes(item).get(INSERTED)).user == user


def _is_line(element: XmlElement) -> bool:
    return any(isinstance(child, XmlText) for child in element.children)


def _before_first_deletion(delta: Sequence[dict[str, Any]]) -> int:
    at = 0
    for part in delta:
        if "delete" in part:
            break
        at += size_of(part["insert"]) if isinstance(part.get("insert"), str) else int(part.get("retain", 1))
    return at


def _same_from_start(one: Sequence[Letter], other: Sequence[Letter]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left.what != right.what:
            break
        count += 1
    return count
