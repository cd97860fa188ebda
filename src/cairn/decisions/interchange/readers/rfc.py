"""RFCs as the Rust project writes them: a list of facts at the head, then sections."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from cairn.decisions.interchange import vocabulary as say
from cairn.decisions.interchange.record import Choice, Record, State
from cairn.decisions.interchange.sections import Section, Text, first_paragraph, inline, items, words
from cairn.pages.markdown_import.source import title_from_name

_FACT = re.compile(r"^\s*[-*]\s+(?:\*\*)?([A-Za-z][\w -]*?)\s*#?(?:\*\*)?:\s*(.*?)\s*$")
_FACTS = frozenset(
    ("start date", "rfc pr", "rust issue", "feature name", "features name", "tracking issue", "pre-rfc", "erfc pr")
)
_FILE = re.compile(r"^0*(\d{1,6})[-_]")
_ENDED = re.compile(
    r"this rfc was previously (?:approved|accepted).{0,60}?\b(withdrawn|rejected|superseded)", re.I | re.S
)
_ALTERNATIVES = ("alternatives", "alternatives considered", "other alternatives", "alternatives to consider")
_NO_CHOICE = re.compile(r"^(?:rationale|drawbacks|conclusion|summary|discussion|notes?|references|why)\b", re.I)
_SENTENCE = re.compile(r"^(.{8,200}?[.!?:])(?:\s|$)", re.DOTALL)


def read(path: str, text: str) -> Record | None:
    """The RFC of the file at `path`; None where no list of facts stands at its head."""
    lines = text.split("\n")
    facts = {index: found for index, line in enumerate(lines[:20]) if (found := _FACT.match(line))}
    facts = {index: found for index, found in facts.items() if found[1].casefold() in _FACTS}
    if not any(found[1].casefold() in ("start date", "rfc pr") for found in facts.values()):
        return None
    named = _FILE.match(PurePosixPath(path).name)
    record = Record(path, "", form="rfc", state=State.DECIDED, status="Accepted")
    if named:
        record.number, record.label = int(named[1]), f"RFC {int(named[1])}"
    gone = _take_facts(facts, record)
    gone += _take_title(lines, min(facts), record)
    record.title = record.title or _title_of_name(path)
    record.body = "\n".join(line for index, line in enumerate(lines) if index not in gone).strip("\n")
    _read_sections(record)
    return record


def _take_facts(facts: dict[int, re.Match[str]], record: Record) -> list[int]:
    """The lines that the record holds whole; the others (pull requests, issues) stay as a list above the text."""
    gone = []
    for index, found in facts.items():
        key, value = found[1].casefold(), inline(found[2])
        if key == "start date":
            record.on = say.day_in(value)
            if record.on is not None:
                gone.append(index)
            else:
                record.note(f"Its start date “{value[:40]}” is no day that we can read; it stayed in the text.")
    return gone


def _take_title(lines: list[str], first: int, record: Record) -> list[int]:
    """A heading or a line above the facts is the title."""
    above = [index for index in range(first) if lines[index].strip()]
    if len(above) == 1:
        record.title = inline(lines[above[0]].lstrip("# "))
        return above
    return []


def _title_of_name(path: str) -> str:
    stem = PurePosixPath(path).stem if path.endswith(".md") else PurePosixPath(path).name
    return title_from_name(_FILE.sub("", f"{stem}.md"))


def _read_sections(record: Record) -> None:
    read = Text(record.body)
    summary = read.find("summary", "abstract")
    record.statement = first_paragraph(read.body_of(summary))[:20_000] if summary else ""
    if not record.statement:
        record.statement = "Accepted."
        record.note("It has no summary; its outcome says only that it was accepted.")
    ended = _ENDED.search(record.body[:3000])
    if ended and ended[1].casefold() == "withdrawn":
        record.state, record.status = State.WITHDRAWN, "Withdrawn"
        section = next((each for each in read.sections if "previously" in each.key), None)
        record.reason = first_paragraph(read.body_of(section))[:2000] if section else ""
    elif ended:
        record.note(f"It says that it was later {ended[1].lower()} at least in part; it stays decided. Read its head.")
    alternatives = next((each for each in read.sections if each.key in _ALTERNATIVES), None)
    if alternatives is not None:
        _read_alternatives(read, alternatives, record)


def _read_alternatives(read: Text, section: Section, record: Record) -> None:
    """Options from its subsections, or where it is nothing but a list; prose stays prose, in the text."""
    below, own = read.below(section), read.part(section.body, section.own_end)
    own = re.sub(r"(?m)^\[[^\]]+\]:.*$", "", own).strip()
    listed = items(own) if own and not below else None
    least = 1 if below else 2
    if below:
        told = [each for each in below if not _NO_CHOICE.match(each.title)]
        found = [Choice(each.title[:200], first_paragraph(read.body_of(each))[:2000]) for each in told]
    elif listed:
        found = [_alternative(item) for item in listed]
    else:
        return
    if least <= len(found) <= 30 and all(choice.title for choice in found):
        record.options = [Choice(record.title[:200]), *found]
        record.chosen = record.options[0].title
    else:
        record.note("Its alternatives are not written as options; they stayed in the text.")


def _alternative(item: str) -> Choice:
    said = " ".join(words(item).split())
    found = _SENTENCE.match(said)
    title = found[1].rstrip(".:") if found else said if len(said) <= 200 else said[:199].rsplit(" ", 1)[0] + "…"
    return Choice(title, said[:2000] if len(said) > len(title) + 1 else "")
