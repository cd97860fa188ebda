"""A record as a MADR file. What MADR has no words for stands in its front matter under `cairn`, so that nothing is lost
on the way back (`readers/own.py`)."""

from __future__ import annotations

from datetime import date
from typing import Any

import yaml

from cairn.decisions.interchange.lines import block, clean, one_line
from cairn.decisions.interchange.record import Choice, Entry, Named, Record, Said, State, unique

MARK = "<!-- cairn: above stands the background, below the parts of the decision -->"
SPOKEN = {"Pros": "Good, because", "Cons": "Bad, because", "Neutral": "Neutral, because"}
OPTIONS, OUTCOME, ARGUMENTS = "Considered Options", "Decision Outcome", "Pros and Cons of the Options"
POSITIONS, AMENDMENTS = "Positions", "Amendments"
OVERRIDE, EFFECT, CHECK, ENDED = "In spite of blocks", "Consequences", "Confirmation", "Why it no longer holds"
HISTORY = {
    "thread": "Discussion",
    "change": "Changes while it ran",
    "silence": "When the time was over",
    "room": "Rooms",
    "approval": "Approvals",
    "earlier": "Earlier outcomes",
    "review": "What came of it",
    "trigger": "To be looked at again",
}
BALLOT, NOBODY = "ballot", "–"
USUAL = {State.DRAFT: "proposed", State.DECIDED: "accepted", State.WITHDRAWN: "deprecated"}


def write(record: Record) -> str:
    """The whole file. `record.people` have the keys of the framework's roles, in their order."""
    parts = [_front_matter(record), f"# {one_line(record.title)}", record.body.strip("\n"), MARK, *_parts(record)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _front_matter(record: Record) -> str:
    head: dict[str, Any] = {"status": _status(record)}
    if record.on is not None:
        head["date"] = record.on.isoformat()[:10]
    for key, names in _in_madr(record).items():
        if names:
            head[key] = names
    if record.labels:
        head["tags"] = record.labels
    head["cairn"] = {key: value for key, value in _own(record).items() if value not in (None, "", [], {}, False)}
    return f"---\n{yaml.safe_dump(head, sort_keys=False, allow_unicode=True, width=100)}---"


def _status(record: Record) -> str:
    if record.status:
        return clean(record.status)
    if record.state is State.SUPERSEDED:
        return f"superseded by {', '.join(record.superseded_by)}"
    return USUAL[record.state]


def _in_madr(record: Record) -> dict[str, list[str]]:
    """MADR's three roles; who drives is one of those who decide."""
    keys = {"decision-makers": ("driver", "approver"), "consulted": ("contributor",), "informed": ("informed",)}
    rest = "consulted"
    found: dict[str, list[str]] = {key: [] for key in keys}
    for who in record.people:
        key = next((key for key, roles in keys.items() if who.role in roles), rest)
        if who.words not in found[key]:
            found[key].append(who.words)
    return found


def _own(record: Record) -> dict[str, Any]:
    return {
        "state": record.state.value,
        "number": record.number,
        "label": record.label,
        "framework": record.framework,
        "roles": _roles(record.people),
        "started": _instant(record.started),
        "started-by": record.started_by.words if record.started_by else None,
        "due": _instant(record.due),
        "decided": _instant(record.on) if record.on and len(record.on.isoformat()) > 10 else None,
        "blind": record.is_blind,
        "questions-block": record.questions_block,
        "silence": record.silence,
        "stand-in": record.stand_in.words if record.stand_in else None,
        "keeps-outcome": record.keeps_outcome,
        "review": record.review_on.isoformat() if record.review_on else None,
        "ended": _instant(record.ended),
        "ended-by": record.ended_by.words if record.ended_by else None,
        "chosen": record.chosen,
        "criteria": [_measure(each) for each in record.criteria],
        "superseded-by": record.superseded_by,
    }


def _measure(measure: Any) -> dict[str, Any]:
    said = {"name": measure.name, "kind": measure.kind, "unit": measure.unit, "direction": measure.direction}
    usual = {"kind": "text", "unit": "", "direction": "more"}
    weight = {} if measure.weight == 1 else {"weight": measure.weight}
    return {key: value for key, value in said.items() if usual.get(key) != value} | weight


def _roles(people: list[Named]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for who in people:
        found.setdefault(who.role, []).append(who.words)
    return found


def _instant(at: date | None) -> str | None:
    return at.isoformat() if at else None


def _parts(record: Record) -> list[str]:
    parts = []
    if record.options:
        parts += [f"## {OPTIONS}", "\n".join(f"* {one_line(each.title)}" for each in record.options)]
    parts += _outcome(record) + _arguments(record)
    if record.positions:
        parts.append(f"## {POSITIONS}")
    for said in record.positions:
        parts += [f"### {said.stance or BALLOT}: {one_line(said.who.words)}", facts(said_of(said)), block(said.reason)]
    if record.changes:
        parts.append(f"## {AMENDMENTS}")
    for change in record.changes:
        who = one_line(change.who.words) if change.who else ""
        parts += [f"### {_instant(change.on)}: {who}", block(change.text)]
        parts += ["#### Why", block(change.reason)] if change.reason else []
    for kind, heading in HISTORY.items():
        found = [each for each in record.history if each.kind == kind]
        parts += [f"## {heading}"] if found else []
        for each in found:
            parts += _entry(each, 3)
    return parts


def _entry(entry: Entry, level: int) -> list[str]:
    """A heading with when and who, its facts as a list, its words as a quotation, so that any Markdown fits in."""
    who = one_line(entry.who.words) if entry.who else NOBODY
    told = entry.facts if level == 3 else {"part": entry.kind, **entry.facts}
    quoted = "\n".join(f"> {line}" if line else ">" for line in entry.text.split("\n")) if entry.text else ""
    parts = [f"{'#' * level} {_instant(entry.on) or NOBODY}: {who}", facts(told), quoted]
    return parts + [part for each in entry.below for part in _entry(each, level + 1)]


def facts(told: dict[str, str]) -> str:
    return "\n".join(f"* {key}: {one_line(value)}" for key, value in told.items())


def said_of(said: Said) -> dict[str, str]:
    """What is told of a position beside its words."""
    told = {"on": _instant(said.on), "confirmed": _instant(said.confirmed), "silent": "yes" if said.silent else None}
    marks = {f"mark {at}": f"{value} for {key}" for at, (key, value) in enumerate(said.marks.items(), start=1)}
    return {key: value for key, value in told.items() if value} | marks


def _outcome(record: Record) -> list[str]:
    told = [(OVERRIDE, record.override_reason), (EFFECT, record.effect), (CHECK, record.check_by)]
    told.append((ENDED, record.reason))
    if not record.statement and not record.chosen and not any(words for _, words in told):
        return []
    parts = [f"## {OUTCOME}", chosen_line(record), block(record.statement)]
    for heading, words in told:
        parts += [f"### {heading}", block(words)] if words else []
    return parts


def chosen_line(record: Record) -> str:
    """MADR's sentence about the chosen option, unless the outcome begins with it anyway."""
    if not record.chosen or record.statement.casefold().startswith("chosen option"):
        return ""
    titles = dict(zip(unique([each.title for each in record.options]), record.options, strict=True))
    return f'Chosen option: "{one_line(titles[record.chosen].title)}".'


def _arguments(record: Record) -> list[str]:
    keys = unique([measure.name for measure in record.criteria])
    told = zip(unique([each.title for each in record.options]), record.options, strict=True)
    parts = [part for title, choice in told for part in _arguments_for(title, choice, keys)]
    return [f"## {ARGUMENTS}", *parts] if parts else []


def _arguments_for(title: str, choice: Choice, keys: list[str]) -> list[str]:
    if not choice.description and not any(choice.cells.values()):
        return []
    parts = [f"### {one_line(title)}", block(choice.description)]
    for key in keys:
        said = choice.cells.get(key, "")
        if said and is_spoken(key, said):
            parts.append("\n".join(f"* {SPOKEN[key]} {block(line)}" for line in said.split("\n")))
        elif said:
            parts += [f"#### {one_line(key)}", block(said)]
    return parts


def is_spoken(key: str, said: str) -> bool:
    """Whether these lines can stand as MADR's "Good, because …"."""
    return key in SPOKEN and all(line and line == line.strip() for line in said.split("\n"))
