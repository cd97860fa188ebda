"""Whether an update only suggests: tried on a copy, before anybody else sees it.

The text without her suggestions has to be the same before and after. What she adds under another name is no suggestion
of hers, and so changes that text. Only the blocks that the update touches are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from ..suggestions import BLOCK_ATTRS, Stamp, rejected, stamp_of
from ..types import Adf, Report
from .lines import Line, cut_lines, restore_line
from .raw import size_of
from .read import read_nodes
from .write import FRAGMENT

Run = tuple[list[int], list[int]]
"""Neighbouring blocks that the update touches: their places before it, and after it."""

Place = tuple[XmlText, int, int, bool]
"""Words from one offset to another (in UTF-8 bytes) that should be stamped as hers, or should not."""


class Trial:
    """A copy of a live document, for those who may only suggest in it. Of no use any more after a refusal."""

    def __init__(self) -> None:
        self._doc: Doc[Any] = Doc()
        self._body = self._doc.get(FRAGMENT, type=XmlFragment)

    def admits(self, doc: Doc[Any], update: bytes, user: str) -> bytes | None:
        """None: the update is more than a suggestion of hers. Otherwise its mending, to be applied after it.

        Nearly always that is b"". But words that she typed into a suggestion of hers while somebody accepted it
        arrive without a stamp: they get one, so that they are neither lost nor in the text unasked. Words that somebody
        else put among hers meanwhile can come under her stamp, as Yjs merges formatting: they lose it again. Where
        two suggest the same of a block at once, the stamp of whoever came first stays. And words that somebody typed
        in a line into which she puts a chip come to stand where they belong.
        """
        self._doc.apply_update(doc.get_update(self._doc.get_state()))
        known = set(self._doc.keys())
        before = doc.get(FRAGMENT, type=XmlFragment)
        events: list[Any] = []
        places: list[Place] = []
        taken: list[tuple[XmlElement, str, str]] = []
        lines: list[Line] = []

        def note(seen: list[Any]) -> None:
            for event in seen:
                events.append((list(event.path), list(event.delta or ())))
                if isinstance(event.target, XmlText):
                    places.extend(_unstamped(event.target, event.delta or (), user))
                elif isinstance(event.target, XmlElement):
                    taken.extend((event.target, name, old) for name, old in _overwritten(event.keys or {}, user))
            lines.extend(cut_lines(seen, user))

        subscription = self._body.observe_deep(note)
        self._doc.apply_update(update)
        self._body.unobserve(subscription)
        if set(self._doc.keys()) - known:
            return None
        runs = list(_runs(events, len(before.children)))
        if _same(before, self._body, runs, user):
            return b""
        state = self._doc.get_state()
        with self._doc.transaction():
            for line in lines:
                if (was := _place_before(before, line[0], runs)) is not None:
                    restore_line(was, line, user)
        if not lines or not _same(before, self._body, runs, user):
            if not places and not taken:
                return None
            self._mend(places, taken, user)
        return self._doc.get_update(state) if _same(before, self._body, runs, user) else None

    def _mend(self, places: Sequence[Place], taken: Sequence[tuple[XmlElement, str, str]], user: str) -> None:
        at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        stamp = {"id": f"{user}-{uuid4().hex[:12]}", "user": user, "at": at}
        with self._doc.transaction():
            for text, start, end, is_hers in places:
                text.format(start, end, {"insertion": stamp if is_hers else None})
            for element, name, old in taken:
                element.attributes[name] = old


def _unstamped(text: XmlText, delta: Sequence[dict[str, Any]], user: str) -> Iterator[Place]:
    """Words that came in without a stamp of hers, and words that stood there and have got one."""
    offset = 0
    for part in delta:
        stamp = (part.get("attributes") or {}).get("insertion")
        is_hers = isinstance(stamp, dict) and stamp.get("user") == user
        if isinstance(words := part.get("insert"), str):
            end = offset + size_of(words)
            if not is_hers:
                yield text, offset, end, True
        else:
            end = offset + int(part.get("retain", 1 if "insert" in part else 0))
            if is_hers and "retain" in part:
                yield text, offset, end, False
        offset = end


def _overwritten(keys: Mapping[str, Any], user: str) -> Iterator[tuple[str, str]]:
    """Stamps of others that hers has taken the place of."""
    for name, change in keys.items():
        old = change.get("oldValue") if name in BLOCK_ATTRS and isinstance(change, dict) else None
        if isinstance(old, str) and change.get("newValue") is not None and stamp_of(name, old).user != user:
            yield name, old


def _runs(events: Sequence[tuple[list[Any], list[dict[str, Any]]]], blocks: int) -> Iterator[Run]:
    """The touched blocks, as runs between those that stayed as they were."""
    touched = {int(path[0]) for path, _ in events if path}
    delta = next((delta for path, delta in events if not path), [])
    old: list[int] = []
    new: list[int] = []
    i = j = 0
    for part in [*delta, {"retain": blocks}]:
        if "delete" in part:
            old.extend(range(i, i + int(part["delete"])))
            i += int(part["delete"])
        elif "insert" in part:
            count = len(part["insert"])
            new.extend(range(j, j + count))
            j += count
        else:
            for _ in range(min(int(part["retain"]), blocks - i)):
                if j in touched:
                    old.append(i)
                    new.append(j)
                elif old or new:
                    yield old, new
                    old, new = [], []
                i, j = i + 1, j + 1
    if old or new:
        yield old, new


def _place_before(before: XmlFragment, path: Sequence[int], runs: Sequence[Run]) -> XmlElement | None:
    """The element that stood where one stands after the update; None where its block is another."""
    tops = dict(pair for old, new in runs if len(old) == len(new) for pair in zip(new, old, strict=True))
    found: Any = before
    for place in [tops.get(path[0], -1), *path[1:]] if path else ():
        children = getattr(found, "children", ())
        if not 0 <= place < len(children):
            return None
        found = children[place]
    return found if isinstance(found, XmlElement) else None


def _same(before: XmlFragment, after: XmlFragment, runs: Sequence[Run], user: str) -> bool:
    return all(_read(before, old, user) == _read(after, new, user) for old, new in runs)


def _read(parent: XmlFragment, places: Sequence[int], user: str) -> tuple[list[Adf], list[str]]:
    """Blocks without her suggestions, and what could not be read of them."""
    report = Report()

    def hers(stamp: Stamp) -> bool:
        return stamp.user == user

    holder = _Few([parent.children[place] for place in places])
    return rejected(read_nodes(holder, report), hers), report.sentences()  # type: ignore[arg-type]


class _Few:
    """Some children, to be read as if they were all."""

    def __init__(self, children: list[XmlElement | XmlFragment | XmlText]) -> None:
        self.children = children
