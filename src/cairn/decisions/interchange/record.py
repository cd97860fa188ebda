"""What a file says of a decision, before anything is looked up or written."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class State(StrEnum):
    """Where a decision stands by its file."""

    DRAFT = "draft"
    DECIDED = "decided"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody as the file names her. `role` is a capacity: "driver", "approver", "contributor", "informed"."""

    role: str
    name: str
    email: str = ""

    @property
    def words(self) -> str:
        return f"{self.name} <{self.email}>" if self.email and self.name else self.name or self.email


@dataclass(slots=True)
class Choice:
    """One option; `cells` holds what is said of it by criterion, "Pros" for example."""

    title: str
    description: str = ""
    cells: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Said:
    """What one person thought: `stance` is agree, concern, block or abstain."""

    who: Named
    stance: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A later amendment of the outcome: what changed, why, when."""

    text: str
    reason: str = ""
    on: date | None = None
    who: Named | None = None


@dataclass(slots=True)
class Record:
    """A decision as its file tells it.

    `label` is what its set calls it ("ADR-15"), `number` the number in that. `status` is the state in the file's own
    words. `body` is Markdown: everything that no other field holds in full. References (`superseded_by`, `supersedes`,
    `amends`) are as written: an address, "ADR-37" or a title. `notes` are sentences about what was not understood.
    """

    path: str
    title: str
    form: str = "madr"
    label: str = ""
    number: int | None = None
    state: State = State.DRAFT
    status: str = ""
    on: date | None = None
    asked_on: date | None = None
    due_on: date | None = None
    people: list[Named] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    criteria: list[str] = field(default_factory=list)
    options: list[Choice] = field(default_factory=list)
    chosen: str = ""
    statement: str = ""
    override_reason: str = ""
    effect: str = ""
    check_by: str = ""
    review_on: date | None = None
    reason: str = ""  # why it was withdrawn or superseded
    positions: list[Said] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    superseded_by: list[str] = field(default_factory=list)
    supersedes: list[str] = field(default_factory=list)
    amends: list[str] = field(default_factory=list)
    body: str = ""
    notes: list[str] = field(default_factory=list)

    @property
    def is_decided(self) -> bool:
        return self.state in (State.DECIDED, State.SUPERSEDED)

    def note(self, sentence: str) -> None:
        if sentence not in self.notes:
            self.notes.append(sentence)
