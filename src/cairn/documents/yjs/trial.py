"""Whether an update only suggests: tried on a copy, before anybody else sees it.

The text without her suggestions has to be the same before and after. What she adds under another name is no suggestion
of hers, and so changes that text. Only the blocks that the update touches are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from ..suggestions import Stamp, rejected
from ..types import Adf, Report
from .raw import size_of
from .read import read_nodes
from .write import FRAGMENT

Run = tuple[list[int], list[int]]
"""Neighbouring blocks that the update touches: their places before it, and after it."""


class Trial:
    """A copy of a live document, for those who may only suggest in it. Of no use any more after a refusal."""

    def __init__(self) -> None:
        self._doc: Doc[Any] = Doc()
        self._body = self._doc.get(FRAGMENT, type=XmlFragment)

    def admits(self, doc: Doc[Any], update: bytes, user: str) -> bytes | None:
        """None: the update is more than a suggestion of hers. Otherwise its mending, to be applied after it.

        Nearly always that is b"". But words that she typed into a suggestion of hers while somebody accepted it arrive without a stamp. They
        get one here, so that they are neither lost nor in the text unasked.
        """
        self._doc.apply_update(doc.get_update(self._doc.get_state()))
        known = set(self._doc.keys())
        before = doc.get(FRAGMENT, type=XmlFragment)
        events: list[Any] = []
        places: list[tuple[XmlText, int, int]] = []

        def note(seen: list[Any]) -> None:
            for event in seen:
                events.append((list(event.path), list(event.delta or ())))
                if isinstance(event.target, XmlText):
                    places.extend(_unstamped(event.target, event.delta or (), user))

        subscription = self._body.observe_deep(note)
        self._doc.apply_update(update)
        self._body.unobserve(subscription)
        if set(self._doc.keys()) - known:
            return None
        runs = list(_runs(events, len(before.children)))
        if _same(before, self._body, runs, user):
            return b""
        if not places:
            return None
        mending = self._mend(places, user)
        return mending if _same(before, self._body, runs, user) else None

    def _mend(self, places: Sequence[tuple[XmlText, int, int]], user: str) -> bytes:
        state = self._doc.get_state()
        at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        stamp = {"id": f"{user}-{uuid4().hex[:12]}", "user": user, "at": at}
        with self._doc.transaction():
            for text, start, end in places:
                text.format(start, end, {"insertion": stamp})
        return self._doc.get_update(state)


def _unstamped(text: XmlText, delta: Sequence[dict[str, Any]], user: str) -> Iterator[tuple[XmlText, int, int]]:
    """Words that came in without a stamp of hers; offsets in UTF-8 bytes."""
    offset = 0
    for part in delta:
        if isinstance(words := part.get("insert"), str):
            end = offset + size_of(words)
            stamp = (part.get("attributes") or {}).get("insertion")
            if not isinstance(stamp, dict) or stamp.get("user") != user:
                yield text, offset, end
            offset = end
        elif "insert" in part:
            offset += 1
        else:
            offset += int(part.get("retain", 0))


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
