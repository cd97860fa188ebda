"""What a file tells of people who have no account here, and of what has no row of its own after an import: kept as JSON
with the decision, shown on its page, and written out again with the rest."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from cairn.decisions.interchange.lines import block, read_block
from cairn.decisions.interchange.readers.past import as_mark
from cairn.decisions.interchange.record import Change, Entry, Named, Record, Said
from cairn.decisions.interchange.writing import said_of
from cairn.documents import from_markdown, to_html

POSITION, AMENDMENT, ENDED = "position", "amendment", "ended"


def as_json(entry: Entry) -> dict[str, Any]:
    """`html` is for the page alone."""
    return {
        "kind": entry.kind,
        "who": [entry.who.name, entry.who.email] if entry.who else None,
        "on": entry.on.isoformat() if entry.on else None,
        "facts": entry.facts,
        "text": entry.text,
        "html": to_html(from_markdown(entry.text).body) if entry.text else "",
        "below": [as_json(each) for each in entry.below],
    }


def from_json(said: dict[str, Any]) -> Entry:
    who = Named("", *said["who"]) if said["who"] else None
    below = tuple(from_json(each) for each in said["below"])
    return Entry(said["kind"], who, _day(said["on"]), said["facts"], said["text"], below)


def kept_position(said: Said) -> Entry:
    return Entry(POSITION, said.who, said.on, {"stance": said.stance, **said_of(said)}, block(said.reason))


def kept_change(change: Change) -> Entry:
    why = (Entry("reason", text=block(change.reason)),) if change.reason else ()
    return Entry(AMENDMENT, change.who, change.on, {}, block(change.text), why)


def put_back(record: Record, kept: Iterable[dict[str, Any]]) -> None:
    """What was kept, where the record had it."""
    for entry in map(from_json, kept):
        if entry.kind == POSITION:
            record.positions.append(_said(entry))
        elif entry.kind == AMENDMENT:
            reason = read_block(entry.below[0].text) if entry.below else ""
            record.changes.append(Change(read_block(entry.text), reason, entry.on, entry.who))
        elif entry.kind == ENDED:
            record.ended_by = entry.who
        else:
            record.history.append(entry)


def in_order(history: Iterable[Entry]) -> list[Entry]:
    return sorted(history, key=lambda each: (each.kind, str(each.on or ""), repr(each)))


def _said(entry: Entry) -> Said:
    told = entry.facts
    marks = dict(filter(None, (as_mark(value) for key, value in told.items() if key.startswith("mark "))))
    confirmed, silent = _day(told.get("confirmed")), told.get("silent") == "yes"
    who = entry.who or Named("", "")
    return Said(who, told["stance"], read_block(entry.text), entry.on, confirmed, silent, marks)


def _day(said: str | None) -> date | None:
    if not said:
        return None
    return datetime.fromisoformat(said) if "T" in said else date.fromisoformat(said)
