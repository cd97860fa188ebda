"""Decision records as MADR, Nygard's template and their many relatives write them."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from cairn.decisions.interchange import metadata
from cairn.decisions.interchange import vocabulary as say
from cairn.decisions.interchange.record import Choice, Measure, Record, State
from cairn.decisions.interchange.sections import Section, Text, first_paragraph, inline, items, plain, words
from cairn.pages.markdown_import.source import title_from_name

_OPTIONS = ("considered options", "options considered", "alternatives considered", "considered alternatives")
_PROS = ("pros and cons of the options", "pros and cons of options")
_OUTCOME = ("decision outcome", "decision", "outcome", "resolution")
_EFFECTS = ("consequences", "positive consequences", "negative consequences", "expected consequences")
_CHECKS = ("confirmation", "validation")
_FOLDERS = re.compile(r"(?:^|/)(?:m?adrs?|decisions?|architecture-decisions|decision-records)/[^/]+$", re.IGNORECASE)
_FILE = re.compile(r"^(?:(?P<set>m?adr|dr)[-_ ]?)?0*(?P<number>\d{1,6})(?:[-_. ]|$)", re.IGNORECASE)
_HEADED = re.compile(r"^(?:m?adr[-_ ]?)?0*(\d{1,6})\s*[.:)–—-]+\s+(?=\S)", re.IGNORECASE)
_CHOSEN = re.compile(r"chosen option:?\s*[\"“”'`]?(.+?)[\"“”'`]?\s*(?:,?\s+because\b\s*(.*)|[.,]?\s*$)", re.I | re.S)
_LATER = re.compile(
    r"(?:deprecat\w*|supersed\w*|replaced|obsoleted?)\s+(?:in\s+favou?r\s+of|by)\s+([^\n|]{3,200})", re.IGNORECASE
)
_LED = re.compile(r"^\*\*Decision[.:]?\*\*[.:]?\s*(\S.*(?:\n.+)*)", re.MULTILINE)
_SPOKEN = re.compile(r"^\s*(good|bad|neutral)\s*,?\s+because\b[ ,:]*(.*)", re.IGNORECASE | re.DOTALL)
_COLUMNS = {"good": "Pros", "bad": "Cons", "neutral": "Neutral"}


def read(path: str, text: str, root: str = "") -> Record | None:
    """The record of the file at `path`. Raises Invalid where its front matter is broken."""
    record = Record(path, "")
    rest = metadata.take_front_matter(text, record)
    if re.search(r"template", PurePosixPath(path).name, re.IGNORECASE):
        return None
    rest = _take_title(rest, record)
    rest = metadata.take_lines(metadata.take_table(rest, record), record)
    rest = _take_status_section(rest, record)
    if not _is_record(f"{root}/{path}", record, rest):
        return None
    _name(record, path)
    rest = _take_sections(rest, record)
    _find_successor(rest, record)
    _say_outcome(record)
    record.body = rest
    return record


def _is_record(path: str, record: Record, text: str) -> bool:
    """A record says its status, or has Nygard's sections, or stands numbered in a folder of records."""
    keys = {section.key for section in Text(text).sections}
    has_sections = bool(keys & set(_OUTCOME)) and any(key.startswith("context") for key in keys)
    is_numbered = _FILE.match(PurePosixPath(path).name) is not None
    in_folder = _FOLDERS.search(path) is not None
    return bool(record.status and (is_numbered or in_folder or keys)) or has_sections or (is_numbered and in_folder)


def _take_title(text: str, record: Record) -> str:
    read = Text(text)
    head = next((section for section in read.sections if section.level == 1), None)
    if head is None or (record.title and record.title != head.title):
        return text
    record.title = head.title
    return read.without([(head.start, head.body)])


def _name(record: Record, path: str) -> None:
    """Number and label from the heading or the file's name, and the title without them."""
    name = PurePosixPath(path).name
    headed, named = _HEADED.match(record.title), _FILE.match(name)
    if headed:
        record.title = record.title[headed.end() :]
    found = int(named["number"]) if named else int(headed[1]) if headed else None
    record.number = found
    record.label = f"ADR-{found}" if found is not None else ""
    record.title = record.title or title_from_name(name[named.end() :] if named else name)


def _take_status_section(text: str, record: Record) -> str:
    """`## Status` with one word below; what is said there beyond it stays."""
    read = Text(text)
    section = read.find("status")
    if section is None or read.below(section):
        return text
    said = read.body_of(section)
    lines = [line.strip(" -*") for line in said.split("\n") if line.strip()]
    if not lines:
        return text
    placed = metadata.place_status(record, lines[0])
    for line in lines[1:]:
        key, _, value = line.partition(" ")
        placed = metadata.place(record, key, value) and placed
        if say.state_of(line) is State.SUPERSEDED and (found := say.references(line)):
            record.superseded_by, record.state = found, State.SUPERSEDED
    return read.without([(section.start, section.end)]) if placed and not _day_after(lines, record) else text


def _day_after(lines: list[str], record: Record) -> bool:
    """A history of states with days: the last word counts, and the history stays in the text."""
    if len(lines) < 2 or not all(say.day_in(line) for line in lines):
        return False
    last = max(lines, key=lambda line: str(say.day_in(line)))
    record.on = record.on or say.day_in(last)
    record.status = ""
    metadata.place_status(record, last)
    return True


def _take_sections(text: str, record: Record) -> str:
    """Options, outcome and consequences into the record. A section leaves the text when the record holds all of it."""
    read = Text(text)
    gone: list[Section] = []
    if section := read.find(*_OPTIONS):
        gone += _options(read, section, record)
    if section := read.find(*_PROS):
        gone += _arguments(read, section, record)
    if section := read.find(*_OUTCOME):
        gone += _outcome(read, section, record)
    apart = [each for each in read.sections if each.key in _EFFECTS[:1] and not record.effect]
    for section in apart[:1]:
        gone += _effect(read, [section], record)
    return read.without((section.start, section.end) for section in gone)


def _options(read: Text, section: Section, record: Record) -> list[Section]:
    below = read.below(section)
    listed = items(read.body_of(section)) if not below else None
    if below and not read.part(section.body, section.own_end).strip():
        told = [(each.title, plain(read.body_of(each))) for each in below]
        record.options = [Choice(title[:200], said or "") for title, said in told]
        return [section] if all(said is not None and len(title) <= 200 for title, said in told) else []
    if not listed:
        record.note(f"Its section “{section.title}” is no list of options; it stayed in the text.")
        return []
    complete = True
    for item in listed:
        title, description, whole = _option(item)
        record.options.append(Choice(title, description))
        complete = complete and whole
    return [section] if complete else []


def _option(item: str) -> tuple[str, str, bool]:
    """Title, description, and whether these two say all of the item."""
    said = plain(item)
    all_of_it = said if said is not None else words(item)
    line, _, more = all_of_it.partition("\n")
    title, rest = line, ""
    for mark in (" — ", " – ", " - ", ": "):
        if mark in line and len(line.partition(mark)[0]) <= 120:
            title, _, rest = line.partition(mark)
            break
    description = "\n".join(part for part in (rest, more.strip("\n")) if part.strip())
    if len(title) > 200:
        return title[:199].rstrip() + "…", all_of_it[:2000], False
    return title.strip(), description[:2000], said is not None and len(description) <= 2000 and bool(title.strip())


def _arguments(read: Text, section: Section, record: Record) -> list[Section]:
    """ "### Option" with "Good, because …" below: cells of that option, by criterion."""
    if read.part(section.body, section.own_end).strip():
        return []
    complete, named = True, {_same(choice.title): choice for choice in record.options}
    for each in read.below(section):
        choice = named.get(_same(each.title))
        if choice is None:
            choice = Choice(each.title[:200])
            record.options.append(choice)
        complete = _arguments_of(choice, read.body_of(each), record) and complete
    return [section] if complete else []


def _arguments_of(choice: Choice, said: str, record: Record) -> bool:
    before, found, complete = [], dict[str, list[str]](), plain(said) is not None
    for block in re.split(r"\n(?=[*+-] )", said):
        item = re.sub(r"^[*+-]\s+", "", block.strip())
        spoken = _SPOKEN.match(item)
        if spoken:
            found.setdefault(_COLUMNS[spoken[1].casefold()], []).append(words(spoken[2]))
        elif item:
            before.append(words(item))
    if before:
        choice.description = "\n".join(filter(None, [choice.description, *before]))
        complete = complete and len(choice.description) <= 2000
    for column, sentences in found.items():
        choice.cells[column] = "\n".join(sentences)
        if Measure(column) not in record.criteria:
            record.criteria.append(Measure(column))
    return complete


def _outcome(read: Text, section: Section, record: Record) -> list[Section]:
    own = read.part(section.body, section.own_end)
    said = plain(own)
    record.statement = (said if said else first_paragraph(own))[:20_000]
    if chosen := _CHOSEN.search(record.statement):
        record.chosen = _which(chosen[1], record)
    below = read.below(section)
    held = _effect(read, below, record)
    whole = bool(said) and len(said or "") <= 20_000 and len(held) == len(below)
    return [section] if whole else []


def _which(said: str, record: Record) -> str:
    """The option of these words; where there is none by that name, it becomes one."""
    said = inline(said).strip("\"“”'`*. ")
    for choice in record.options:
        if _same(choice.title) == _same(said) or _same(choice.title).startswith(_same(said)):
            return choice.title
    if not said or len(said) > 200:
        return ""
    record.options.insert(0, Choice(said))
    return said


def _effect(read: Text, sections: list[Section], record: Record) -> list[Section]:
    """Consequences and how they are checked; gives back the sections that the record now holds whole."""
    held = []
    for section in sections:
        said = plain(read.body_of(section)) if not read.below(section) else None
        if said is None or len(said) > 5000:
            continue
        if section.key in _EFFECTS:
            headed = said if section.key in ("consequences", "expected consequences") else f"{section.title}:\n{said}"
            record.effect = "\n\n".join(filter(None, [record.effect, headed]))
            held.append(section)
        elif section.key in _CHECKS:
            record.check_by = said
            held.append(section)
    return held


def _find_successor(text: str, record: Record) -> None:
    """ "Deprecate in favor of ADR-37" in a history of revisions: said near the head of what no longer holds."""
    if record.state is not State.WITHDRAWN or record.superseded_by:
        return
    found = _LATER.search("\n".join(text.split("\n")[:30]))
    references = say.references(found[1]) if found else []
    if references:
        record.superseded_by, record.state = references[:1], State.SUPERSEDED
    reason = Text(text).find("deprecated", "deprecation note", "withdrawn", "deprecation")
    if reason is not None:
        record.reason = first_paragraph(Text(text).body_of(reason))[:2000]


def _say_outcome(record: Record) -> None:
    if not record.status:
        record.note("It says no status; it came in as a draft.")
    if record.is_decided and not record.statement:
        led = _LED.search(record.body)
        said = first_paragraph(led[1]) if led else f"{record.status[:1].upper()}{record.status[1:].rstrip('.')}."
        record.statement = said[:20_000]
    if record.is_decided and record.on is None:
        record.note("It says no day; the day of the import stands for that.")


def _same(title: str) -> str:
    return re.sub(r"\W+", " ", inline(title).casefold()).strip()
