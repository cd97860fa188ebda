"""What was said and done before, as `writing.py` writes it: a heading with when and who, a list of facts, words."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from cairn.core.errors import Invalid
from cairn.decisions.interchange import writing
from cairn.decisions.interchange.lines import read_block
from cairn.decisions.interchange.record import Entry, Named, Said
from cairn.decisions.interchange.sections import Section, Text

_NAMED = re.compile(r"^(.*?)\s*<([^<>\s]+@[^<>\s]+)>$")
_FACT = re.compile(r"^\* ([a-z]+(?: \d+)?): (.*)$")
_MARK = re.compile(r"^(\d{1,9}) for (.+)$")


def named(role: str, said: str) -> Named:
    """ "Ana Lima <ana@example.org>"."""
    found = _NAMED.match(said)
    return Named(role, found[1], found[2]) if found else Named(role, said)


def day_in(said: Any) -> date | None:
    """A day, or an instant with its zone."""
    try:
        return None if not said else datetime.fromisoformat(said) if "T" in str(said) else date.fromisoformat(str(said))
    except ValueError as error:
        raise Invalid(f"“{str(said)[:40]}” is no day; it was left out. Repair it, then import again.") from error


def as_said(section: Section, body: str) -> Said:
    """A position or a ballot."""
    stance, _, who = section.title.partition(": ")
    told, rest = facts_in(body)
    marks = [found for key, value in told.items() if key.startswith("mark ") and (found := as_mark(value))]
    return Said(
        named("", who),
        "" if stance == writing.BALLOT else stance,
        read_block(rest),
        on=day_in(told.get("on")),
        confirmed=day_in(told.get("confirmed")),
        silent=told.get("silent") == "yes",
        marks=dict(marks),
    )


def as_mark(said: str) -> tuple[str, int] | None:
    """ "3 for NATS": the key of an option, and how much."""
    found = _MARK.match(said)
    return (found[2], int(found[1])) if found else None


def as_entry(read: Text, section: Section, kind: str = "") -> Entry:
    """One entry with all below it; `kind` is said by its section, or by its facts."""
    on, _, who = section.title.partition(": ")
    told, rest = facts_in(read.part(section.body, section.own_end))
    kind = kind or told.pop("part", "")
    return Entry(
        kind,
        None if who in ("", writing.NOBODY) else named("", who),
        None if on == writing.NOBODY else day_in(on),
        told,
        "\n".join(line.removeprefix(">").removeprefix(" ") for line in rest.split("\n") if line.startswith(">")),
        tuple(as_entry(read, each) for each in read.below(section)),
    )


def facts_in(body: str) -> tuple[dict[str, str], str]:
    """The facts that a text begins with, and what follows them."""
    lines = body.strip("\n").split("\n")
    told: dict[str, str] = {}
    for at, line in enumerate(lines):
        found = _FACT.match(line)
        if found is None:
            return told, "\n".join(lines[at:]).strip("\n")
        told[found[1]] = " ".join(read_block(found[2]).split())
    return told, ""
