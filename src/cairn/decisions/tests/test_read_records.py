"""What files say of decisions: the forms that are out there, and the real sets."""

import os
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from cairn.core.errors import Invalid
from cairn.decisions.interchange.reading import Found, read_folder, read_record
from cairn.decisions.interchange.record import Choice, Named, Record, State
from cairn.pages.markdown_import.folder import Text, scan
from cairn.pages.markdown_import.source import read_source

DATA = Path(os.environ.get("CAIRN_SHARED_DATA", Path(__file__).parents[4] / "../shared/data")).resolve()

MADR = """---
status: accepted
date: 2024-05-01
decision-makers: [Ana Lima, "Ben <ben@example.org>"]
consulted: Cleo
---

# Use a message bus

## Context and Problem Statement

Services call each other *directly*.

## Considered Options

* NATS — small and quick
* Kafka

## Decision Outcome

Chosen option: "NATS", because one binary is enough for us.

### Consequences

* Good, because services know each other no more

### Confirmation

The calls between services are counted each week.

## Pros and Cons of the Options

### NATS

* Good, because it is small
* Bad, because few of us know it

## More Information

See [the bench](bench.md).
"""

NYGARD = """# 7. Keep one database

Date: 2019-02-03

## Status

Accepted

Supersedes [6. Two databases](0006-two.md)

## Context

Two drift apart.

## Decision

We keep one database.

## Consequences

Backups are simple.
"""


def read(text: str, path: str = "adr/0001-a.md") -> Record | None:
    return read_record(read_source(path, Text(text, text.encode())))


def test_a_madr_file_is_read_into_its_parts() -> None:
    record = read(MADR)
    assert record is not None
    assert (record.title, record.state, record.on) == ("Use a message bus", State.DECIDED, date(2024, 5, 1))
    assert record.people == [
        Named("approver", "Ana Lima"),
        Named("approver", "Ben", "ben@example.org"),
        Named("contributor", "Cleo"),
    ]
    assert record.options == [
        Choice("NATS", "small and quick", {"Pros": "it is small", "Cons": "few of us know it"}),
        Choice("Kafka"),
    ]
    assert record.chosen == "NATS"
    assert record.statement == 'Chosen option: "NATS", because one binary is enough for us.'
    assert record.effect == "- Good, because services know each other no more"
    assert record.check_by == "The calls between services are counted each week."
    assert record.body == (
        "## Context and Problem Statement\n\nServices call each other *directly*.\n\n"
        "## More Information\n\nSee [the bench](bench.md)."
    )


def test_a_nygard_file_is_read_into_its_parts() -> None:
    record = read(NYGARD, "doc/adr/0007-keep-one-database.md")
    assert record is not None
    assert (record.title, record.label, record.number) == ("Keep one database", "ADR-7", 7)
    assert (record.state, record.on, record.supersedes) == (State.DECIDED, date(2019, 2, 3), ["0006-two.md"])
    assert (record.statement, record.effect) == ("We keep one database.", "Backups are simple.")
    assert "Two drift apart." in record.body


@pytest.mark.parametrize(
    ("said", "state", "successors"),
    [
        ("Accepted", State.DECIDED, []),
        ("rejected", State.DECIDED, []),
        ("Superseded by [ADR-9](0009-x.md)", State.SUPERSEDED, ["0009-x.md"]),
        ("superseded by ADR-9", State.SUPERSEDED, ["ADR-9"]),
        ("Deprecated", State.WITHDRAWN, []),
        ("Proposed", State.DRAFT, []),
        ("Who knows", State.DRAFT, []),
    ],
)
def test_a_status_becomes_a_state(said: str, state: State, successors: list[str]) -> None:
    record = read(f"# A\n\n* Status: {said}\n\n## Context\n\nx\n\n## Decision\n\ny\n")
    assert record is not None
    assert (record.state, record.superseded_by) == (state, successors)


def test_what_is_no_record_or_is_broken_is_said() -> None:
    assert read("# Just a page\n\nWords.", "notes.md") is None
    assert read(MADR, "adr/adr-template.md") is None
    with pytest.raises(Invalid, match="front matter"):
        read("---\nstatus: [accepted\n---\n# A\n\n## Decision\n\nx")


def counted(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text.casefold()))


def said_in(record: Record) -> str:
    """Every word that a record holds."""
    parts = [record.title, record.label, record.status, record.statement, record.effect, record.check_by, record.reason]
    parts += [f"{who.name} {who.email}" for who in record.people] + record.labels + [str(record.on or "")]
    parts += [*record.superseded_by, *record.supersedes]
    parts += [f"{each.title} {each.description} {' '.join(each.cells.values())}" for each in record.options]
    return "\n".join([*parts, record.body])


STRUCTURE = set(
    counted("metadata value date author status tags updates start decision consequences")
    | counted("blocking outcome minutes link")
)
FORM = STRUCTURE | set(
    counted("considered options pros and cons of the good bad because confirmation makers consulted")
)


@pytest.mark.parametrize(("name", "text"), [("MADR", MADR), ("Nygard", NYGARD)])
def test_no_word_of_a_form_is_lost(name: str, text: str) -> None:
    record = read(text, "adr/0007-x.md")
    assert record is not None
    lost = counted(text) - counted(said_in(record))
    assert set(lost) <= FORM | {"nats"}, set(lost) - FORM  # an option is named twice, and once is enough


SETS = {"adr-nats": (52, 3), "rfcs-rust": (106, 1), "tsc-wiki/TSC": (81, 787)}


@pytest.fixture(scope="module", params=SETS)
def real_set(request: pytest.FixtureRequest) -> tuple[str, Found, dict[str, str]]:
    if not (DATA / request.param).is_dir():
        pytest.skip(f"{DATA / request.param} is not there (set CAIRN_SHARED_DATA)")
    folder = scan(DATA / request.param)
    found = read_folder(folder)
    return request.param, found, {record.path: folder.read(record.path).text for record in found.records}


def test_real_sets_are_read_whole(real_set: tuple[str, Found, dict[str, str]]) -> None:
    """Each file is a decision or said to be none, and every word of a decision's file is in its record."""
    name, found, texts = real_set
    assert (len(found.records), len(found.others) + len(found.logs)) == SETS[name]
    assert not found.refused
    for record in found.records:
        assert record.title
        assert record.statement or not record.is_decided
        whole = texts[record.path] if not found.sources[record.path].crumbs else found.sources[record.path].text
        lost = counted(whole) - counted(said_in(record))
        assert not set(lost) - STRUCTURE, (record.path, lost)
