"""Our own export, as `writing.py` writes it: MADR with more in its front matter."""

from __future__ import annotations

from typing import Any

from cairn.core.errors import Invalid
from cairn.decisions.interchange import writing
from cairn.decisions.interchange.lines import read_block
from cairn.decisions.interchange.readers.past import as_entry, as_said, day_in, named
from cairn.decisions.interchange.record import Change, Choice, Measure, Record, State, unique
from cairn.decisions.interchange.sections import Section, Text, items
from cairn.documents import front_block

_BULLET = {f"{words} ": key for key, words in writing.SPOKEN.items()}
_KINDS = {heading: kind for kind, heading in writing.HISTORY.items()}


def read(path: str, text: str) -> Record | None:
    """The record of an exported file; None for a file of anybody else. Raises Invalid where it was broken since."""
    values, _, rest = front_block(text)
    if values is None or not isinstance(values.get("cairn"), dict) or "state" not in values["cairn"]:
        return None
    own = values["cairn"]
    head, mark, parts = rest.rpartition(f"\n{writing.MARK}\n")
    if not mark:
        raise Invalid("Its line between background and parts is gone; it was left out. Export it again, or repair it.")
    record = Record(path, "", form="cairn", state=_state(own["state"]), label=str(own.get("label", "")))
    _read_facts(record, values, own)
    read = Text(head.strip("\n"))
    title = next((each for each in read.sections if each.level == 1 and each.start == 0), None)
    if title is None:
        raise Invalid("It has no title; it was left out. Its first line has to be one.")
    record.title = read_block(read.lines[0].lstrip("# "))
    record.body = read.part(title.body, len(read.lines))
    _read_parts(record, Text(parts))
    return record


def _state(said: Any) -> State:
    try:
        return State(str(said))
    except ValueError as error:
        raise Invalid(f"Its state “{str(said)[:40]}” is none that we know; it was left out.") from error


def _read_facts(record: Record, values: dict[str, Any], own: dict[str, Any]) -> None:
    said = str(values.get("status", ""))
    record.status = "" if said == writing.USUAL.get(record.state) or record.state is State.SUPERSEDED else said[:200]
    record.labels = [str(label) for label in values.get("tags", [])]
    record.number = own["number"] if isinstance(own.get("number"), int) else None
    record.framework = str(own.get("framework", "daci"))
    record.on = day_in(own.get("decided") or values.get("date"))
    record.started, record.due = day_in(own.get("started")), day_in(own.get("due"))
    record.started_by = named("", str(own["started-by"])) if own.get("started-by") else None
    record.review_on = day_in(own.get("review"))
    record.is_blind, record.keeps_outcome = own.get("blind") is True, own.get("keeps-outcome") is True
    record.questions_block, record.silence = own.get("questions-block") is True, str(own.get("silence", ""))
    record.stand_in = named("", str(own["stand-in"])) if own.get("stand-in") else None
    record.ended = day_in(own.get("ended"))
    record.ended_by = named("", str(own["ended-by"])) if own.get("ended-by") else None
    record.chosen = str(own.get("chosen", ""))
    record.superseded_by = [str(each) for each in _list(own.get("superseded-by"))]
    roles = own.get("roles") if isinstance(own.get("roles"), dict) else {}
    record.people = [named(str(role), str(who)) for role, found in (roles or {}).items() for who in _list(found)]
    record.criteria = [_measure(each) for each in _list(own.get("criteria")) if isinstance(each, dict)]


def _measure(said: dict[str, Any]) -> Measure:
    weight = said.get("weight", 1)
    texts = (str(said.get(key, usual)) for key, usual in (("kind", "text"), ("unit", ""), ("direction", "more")))
    kind, unit, direction = texts
    return Measure(str(said.get("name", "")), kind, unit, direction, weight if isinstance(weight, int) else 1)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _read_parts(record: Record, read: Text) -> None:
    for section in [each for each in read.sections if each.level == 2]:
        below = read.below(section)
        if section.title == writing.OPTIONS:
            listed = items(read.body_of(section)) or []
            record.options = [Choice(" ".join(read_block(item).split())) for item in listed]
        elif section.title == writing.OUTCOME:
            _read_outcome(record, read, section)
        elif section.title == writing.ARGUMENTS:
            _read_arguments(record, read, below)
        elif section.title == writing.POSITIONS:
            record.positions = [as_said(each, read.body_of(each)) for each in below]
        elif section.title == writing.AMENDMENTS:
            record.changes = [_change(read, each) for each in below]
        elif section.title in _KINDS:
            record.history += [as_entry(read, each, _KINDS[section.title]) for each in below]


def _read_outcome(record: Record, read: Text, section: Section) -> None:
    own = read.part(section.body, section.own_end)
    line = ""
    if record.chosen in unique([choice.title for choice in record.options]):
        line = writing.chosen_line(record)
    elif record.chosen:
        record.note(f"Its chosen option “{record.chosen[:80]}” is none of its options.")
        record.chosen = ""
    if line and own.strip().startswith(line):
        own = own.strip().removeprefix(line)
    record.statement = read_block(own)
    told = {each.title: read_block(read.body_of(each)) for each in read.below(section)}
    record.override_reason, record.effect = told.get(writing.OVERRIDE, ""), told.get(writing.EFFECT, "")
    record.check_by, record.reason = told.get(writing.CHECK, ""), told.get(writing.ENDED, "")


def _read_arguments(record: Record, read: Text, below: list[Section]) -> None:
    choices = dict(zip(unique([choice.title for choice in record.options]), record.options, strict=True))
    for each in below:
        choice = choices.get(each.title)
        if choice is None:
            record.note(f"“{each.title[:80]}” is none of its options; what is said of it was left out.")
            continue
        text, spoken = _spoken(read.part(each.body, each.own_end))
        choice.description = read_block(text)
        choice.cells |= spoken
        for cell in read.below(each):
            said, more = _spoken(read.body_of(cell))
            choice.cells[cell.title] = read_block(said)
            choice.cells |= more


def _spoken(markdown: str) -> tuple[str, dict[str, str]]:
    """The text without its lines of "Good, because …", and these by criterion."""
    kept, found = list[str](), dict[str, list[str]]()
    for line in markdown.split("\n"):
        key = next((key for start, key in _BULLET.items() if line.startswith(f"* {start}")), None)
        if key is None:
            kept.append(line)
        else:
            found.setdefault(key, []).append(read_block(line.partition(" because ")[2]))
    return "\n".join(kept).strip("\n"), {key: "\n".join(lines) for key, lines in found.items()}


def _change(read: Text, section: Section) -> Change:
    on, _, who = section.title.partition(": ")
    why = next(iter(read.below(section)), None)
    reason = read_block(read.body_of(why)) if why else ""
    text = read_block(read.part(section.body, section.own_end))
    return Change(text, reason, day_in(on), named("", who) if who else None)
