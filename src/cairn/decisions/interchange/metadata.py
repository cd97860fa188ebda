"""What stands above the text of a record: front matter, a table of metadata, or lines such as "* Status: accepted".

What is understood goes into the record and leaves the text; everything else stays where it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from cairn.core.errors import Invalid
from cairn.decisions.interchange import vocabulary as say
from cairn.decisions.interchange.record import Record, State
from cairn.decisions.interchange.sections import Text, inline
from cairn.documents import front_block

_LINE = re.compile(
    r"^\s*(?:[-*+]\s+)?(?:\*\*|__)?([A-Za-z][A-Za-z -]{2,24}?)\s*:?(?:\*\*|__)?\s*:(?:\*\*|__)?\s*(.*?)\s*$"
)
_BOLD = re.compile(r"^\s*(?:[-*+]\s+)?\*\*([A-Za-z][A-Za-z -]{2,24}?):?\*\*:?\s*(.*?)\s*$")
_TABLE_HEADS = ("metadata", "field", "key", "item", "property", "attribute", "")
UNREAD_STATUS = (
    "Its status “{said}” is none that we know; the decision came in as a draft, with the status in its text."
)


def take_front_matter(text: str, record: Record) -> str:
    """Front matter into `record`; gives back the text with the keys that it has no place for."""
    values, block, rest = front_block(text)
    if values is None:
        raise Invalid("Its front matter is not valid YAML; it was left out. Repair it, then import again.")
    placed = {key for key, value in values.items() if key.lower() != "title" and place(record, key, _listed(value))}
    if not block:
        return text
    record.title = str(values.get("title") or "") or record.title
    chunks = re.split(r"(?m)^(?=[^\s#-][^:\n]*:)", block)
    kept = [part for part in chunks if part.strip() and part.partition(":")[0].strip().strip("\"'") not in placed]
    kept = [part for part in kept if part.partition(":")[0].strip().casefold() not in say.TAGS or not placed]
    return f"---\n{''.join(kept)}---\n{rest}" if any(part.strip() for part in kept) else rest


def take_table(text: str, record: Record) -> str:
    """A table of metadata at the head (`|Metadata|Value|`) into `record`."""
    read = Text(text)
    first = next((each.start for each in read.sections if each.level > 1), len(read.lines))
    for table in read.tables():
        is_meta = len(table.head) == 2 and inline(table.head[0]).casefold() in _TABLE_HEADS
        if table.start > first or not is_meta:
            continue
        placed = [
            line
            for line, row in zip(table.lines, table.rows, strict=True)
            if len(row) == 2 and place(record, inline(row[0]), row[1])
        ]
        if len(placed) == len(table.rows):
            return read.without([(table.start, table.end)])
        return read.without((line, line + 1) for line in placed)
    return text


def take_lines(text: str, record: Record) -> str:
    """Lines above the first section ("Date: 2016-02-12", "* Status: accepted", "**Status**: accepted.")."""
    read = Text(text)
    first = next((each.start for each in read.sections if each.level > 1), len(read.lines))
    placed = []
    for at, line in enumerate(read.lines[:first]):
        found = _BOLD.match(line) or _LINE.match(line)
        known = found and found[1].strip().casefold() in _KNOWN
        if found and known and place(record, found[1], found[2].rstrip(".") if len(found[2]) < 60 else found[2]):
            placed.append((at, at + 1))
    return read.without(placed)


def place(record: Record, key: str, value: str) -> bool:
    """Put what is said under `key` into `record`; False where nothing there can hold all of it."""
    key, value = " ".join(key.casefold().split()), value.strip()
    if key == "status":
        return place_status(record, value)
    if key in say.DATES:
        return _place_day(record, value)
    if key in say.ROLES:
        record.people += say.people_in(value, say.ROLES[key])
        return True
    if key in say.TAGS:
        record.labels += [label for part in value.split(",") if (label := inline(part))]
        return True
    return _place_references(record, key, value)


def _place_references(record: Record, key: str, value: str) -> bool:
    kinds = (
        (say.SUPERSEDED_BY, record.superseded_by),
        (say.SUPERSEDES, record.supersedes),
    )
    for keys, there in kinds:
        if key in keys and (found := say.references(value)):
            there += found
            return say.is_only_labels(value)
    return False


def place_status(record: Record, said: str) -> bool:
    """The status in the file's own words, and the state they stand for. The first that is said counts."""
    words = inline(said)
    state = say.state_of(said)
    if record.status:
        return words.casefold() == record.status.casefold()
    if say.is_choice_of_states(said):
        record.note("Its status is the choice that a template offers; nobody chose, so it came in as a draft.")
        return False
    if state is None:
        if words:
            record.note(UNREAD_STATUS.format(said=words[:80]))
        return False
    record.status, record.state = words[:200], state
    if state is State.SUPERSEDED or " by " in words.casefold() or "favor" in words.casefold():
        record.superseded_by += say.references(said)
        if record.superseded_by:
            record.state = State.SUPERSEDED
        return say.is_only_labels(re.sub(r"(?i)^\W*[a-z]+ (?:by|in favou?r of)", "", said))
    return len(words) <= 200


def _place_day(record: Record, said: str) -> bool:
    day = say.day_in(said)
    if day is None:
        record.note(f"Its date “{inline(said)[:40]}” is no day that we can read; it stayed in the text.")
        return False
    record.on = record.on or day
    return record.on == day and re.fullmatch(r"[\W\d]*|[\w\s,.()-]{6,24}", inline(said)) is not None


def _listed(value: Any) -> str:
    parts: Iterable[Any] = value if isinstance(value, list) else [value]
    return ", ".join(" ".join(str(part).split()) for part in parts if part is not None)


_KNOWN = frozenset(
    ("status", *say.DATES, *say.ROLES, *say.TAGS, *say.SUPERSEDED_BY, *say.SUPERSEDES)
)  # what a line above the text may say: anything else there is text
