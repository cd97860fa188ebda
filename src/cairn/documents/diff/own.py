"""What became of an extension of our own, in a person's words."""

from __future__ import annotations

from ..own import TYPE
from ..types import Adf
from .model import Note

_LONGEST = 60


def own_note(was: Adf, now: Adf) -> Note | None:
    """Of the attributes of two extensions of one kind; None where nothing better can be said than that they changed."""
    keys = {(attrs.get("extensionType"), attrs.get("extensionKey")) for attrs in (was, now)}
    if len(keys) > 1 or (TYPE, now.get("extensionKey")) not in keys:
        return None
    key, old, new = now.get("extensionKey"), _given(was), _given(now)
    if key == "math" and old.get("tex") != new.get("tex"):
        return Note("formula {old} → {new}", {"old": _short(old.get("tex")), "new": _short(new.get("tex"))})
    if key == "include" and old != new:
        return Note("shows another excerpt now")
    if key == "excerpt" and was.get("text") != now.get("text"):
        return Note("excerpt “{old}” → “{new}”", {"old": _short(was.get("text")), "new": _short(now.get("text"))})
    if key == "excerpt" and old.get("name") != new.get("name"):
        return Note(
            "named “{new}” instead of “{old}”", {"old": _short(old.get("name")), "new": _short(new.get("name"))}
        )
    if key == "diagram" and old.get("alt") != new.get("alt"):
        return Note("description changed to “{new}”", {"new": _short(new.get("alt"))})
    return None


def _given(attrs: Adf) -> Adf:
    found = attrs.get("parameters")
    return found if isinstance(found, dict) else {}


def _short(value: object) -> str:
    words = " ".join(str(value or "").split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
