"""Decision pages of a Confluence space, by their page properties, and the log that lists them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from cairn.decisions.interchange import metadata
from cairn.decisions.interchange import vocabulary as say
from cairn.decisions.interchange.record import Named, Record, State
from cairn.decisions.interchange.sections import Text, inline, links, plain, words

_LABEL = re.compile(r"\*\*(Status|Outcome|Minutes Link|Minutes|Blocking|Decision|Owner|Driver|Approver|Due date)\*\*")
_MADE = re.compile(r"^Created by (.+?)(?:, last modified(?: by .+?)?)? on ([A-Z][a-z]{2} \d{1,2}, \d{4})\s*$", re.M)
_LATER = re.compile(r"(?:deprecated|superseded|replaced) (?:in favou?r of|by)\b", re.IGNORECASE)
_ROW = re.compile(
    r"\[(?P<title>(?:\\.|[^\]\\])+)\]\((?P<href>[^()\s]+)\)\s*\n\s*"
    r"(?P<status>RESOLVED|APPROVED|PROPOSED|READY FOR VOTE|WITHDRAWN|DEPRECATED|REJECTED|DECIDED|SUPERSEDED|PENDING)\b"
)
_LINK = re.compile(r"\[((?:\\.|[^\]\\])*)\]\(([^()\s]+)\)")
_TABLE_HEAD = re.compile(r"^[^\n]*\|[^\n]*\bstat(?:us|e)\b[^\n]*\n\s*\|?\s*:?-", re.IGNORECASE | re.MULTILINE)
_HEADS = {"title": ("title", "decision", "proposal", "topic"), "status": ("status", "state"),
          "outcome": ("outcome", "resolution", "result"), "on": ("date", "minutes link", "minutes", "decided")}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a log. `href` leads to the decision's own page, "" where it has none; the rest is Markdown."""

    title: str
    href: str
    status: str
    outcome: str = ""
    minutes: str = ""


@dataclass(frozen=True, slots=True)
class Log:
    """`rest` are the words of the page that stand outside of its rows."""

    rows: list[Row]
    rest: str


def read_page(path: str, title: str, text: str) -> Record | None:
    """A page whose properties begin with a status and say an outcome or where it was decided."""
    found = list(_LABEL.finditer(text))
    if not found or found[0][1] != "Status" or len(found) < 2:
        return None
    properties, end = _properties(text, found)
    record = Record(path, title, form="confluence")
    if not metadata.place_status(record, properties["Status"]):
        return None
    kept = [f"**{key}:** {value}" for key, value in properties.items() if value and not _holds(record, key, value)]
    _place_days(record, properties, text)
    record.body = "\n\n".join([text[: found[0].start()].strip(), *kept, text[end:].strip()]).strip()
    _settle(record, properties.get("Outcome", ""))
    return record


def _properties(text: str, found: list[re.Match[str]]) -> tuple[dict[str, str], int]:
    """What stands behind each label, and where the properties end: at an empty line behind the last."""
    properties, end = dict[str, str](), found[0].end()
    for at, label in enumerate(found):
        following = found[at + 1].start() if at + 1 < len(found) else None
        if label[1] in properties or (at and "\n#" in text[found[at - 1].end() : label.start()]):
            break
        if following is None or "\n#" in text[label.end() : following]:
            closed = re.search(r"\n[ \t]*\n|\Z", text[label.end() :])
            following = label.end() + (closed.start() if closed else 0)
        properties[label[1]] = text[label.end() : following].strip().strip("\xa0").strip()
        end = following
    return properties, end


def _holds(record: Record, key: str, value: str) -> bool:
    """True where the record says all that stands behind this label."""
    if key == "Status":
        return True
    if key == "Outcome":
        record.statement = words(value)[:20_000]
        return plain(value) is not None
    return metadata.place(record, key, value)


def _place_days(record: Record, properties: dict[str, str], text: str) -> None:
    minutes = properties.get("Minutes Link") or properties.get("Minutes", "")
    record.on = record.on or _day_of(minutes, record)
    if made := _MADE.search(text):
        record.people.append(Named("driver", made[1]))
        if record.on is None and record.state is not State.DRAFT:
            record.on = say.day_in(made[2])
            record.note("It does not say when it was decided; the day of its last change stands for that.")


def _day_of(minutes: str, record: Record) -> date | None:
    """The day that the words of the link to the minutes say, else its address."""
    said = say.day_in(inline(minutes))
    target = next(iter(links(minutes)), "").replace("+", " ")
    linked = say.day_in(target)
    if said and linked and said != linked:
        record.note(f"Its link to the minutes says {said}, and leads to those of {linked}; the words were followed.")
    return said or linked


def _settle(record: Record, outcome: str) -> None:
    if _LATER.search(outcome) and (targets := links(outcome)):
        record.superseded_by, record.state = targets[:1], State.SUPERSEDED
    if record.state is State.WITHDRAWN:
        record.reason = record.statement
    elif record.is_decided and not record.statement:
        record.statement = f"{record.status.capitalize()}."
        record.note("It says no outcome; its status stands for that.")


def read_log(text: str) -> Log | None:
    """The rows of a page that lists decisions: a table, or what an export made of one. None for any other page."""
    return _exported_log(text) or _table_log(text)


def _exported_log(text: str) -> Log | None:
    found = list(_ROW.finditer(text))
    if len(found) < 2:
        return None
    rows, rest = [], [text[: found[0].start()]]
    for at, row in enumerate(found):
        end = found[at + 1].start() if at + 1 < len(found) else len(text)
        more = text[row.end() : end]
        if heading := re.search(r"\n(?:Hint:|#)", more):
            rest.append(more[heading.start() :])
            more = more[: heading.start()]
        outcome, minutes = _split(more.strip().strip("\xa0").strip())
        rows.append(Row(inline(row["title"]), row["href"], row["status"], outcome, minutes))
    return Log(rows, "\n".join(rest))


def _split(said: str) -> tuple[str, str]:
    """What was decided, and the link to the minutes behind it."""
    for link in _LINK.finditer(said):
        if say.day_in(inline(link[1])) and not re.search(r"\b(?:see|in|of)\s*$", said[: link.start()], re.IGNORECASE):
            return said[: link.start()].strip(), said[link.start() :].strip()
    return said, ""


def _table_log(text: str) -> Log | None:
    if not _TABLE_HEAD.search(text):
        return None
    read = Text(text)
    rows, lines = list[Row](), list[tuple[int, int]]()
    for table in read.tables():
        heads = [inline(head).casefold() for head in table.head]
        at = {key: next((heads.index(name) for name in names if name in heads), None) for key, names in _HEADS.items()}
        title, status = at["title"], at["status"]
        if title is None or status is None:
            continue
        lines.append((table.start, table.end))
        for row in table.rows:
            cells = {key: row[column] for key, column in at.items() if column is not None and column < len(row)}
            if inline(cells.get("title", "")) and say.state_of(cells.get("status", "")):
                target = next(iter(links(cells["title"])), "")
                said = (inline(cells["status"]), cells.get("outcome", ""), cells.get("on", ""))
                rows.append(Row(inline(cells["title"]), target, *said))
    return Log(rows, read.without(lines)) if rows else None


def complete(record: Record, row: Row) -> None:
    """What the log says and the page does not."""
    state = say.state_of(row.status)
    if state is not None and state is not record.state and record.state is not State.SUPERSEDED:
        record.note(f"The log says {row.status}, the page {record.status}; the page was followed.")
    if row.outcome and record.statement.rstrip(".").casefold() == record.status.casefold():
        record.statement = words(row.outcome)[:20_000]
    if record.on is None:
        record.on = say.day_in(inline(row.minutes))


def record_of(path: str, row: Row) -> Record:
    """A decision that stands in the log only."""
    record = Record(path, row.title, form="log")
    metadata.place_status(record, row.status)
    record.statement = words(row.outcome)[:20_000]
    record.on = say.day_in(inline(row.minutes))
    record.body = "\n\n".join(
        filter(None, [f"[{row.title}]({row.href})" if row.href else "", row.outcome, row.minutes])
    )
    record.note("The log lists it, but no page of it is in the folder; it has the words of the log.")
    _settle(record, row.outcome)
    return record
