"""What a file says of a decision, before anything is looked up or written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
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


@dataclass(frozen=True, slots=True)
class Measure:
    """A criterion. The last four are as `decisions.Criterion` has them; files of others say only a name."""

    name: str
    kind: str = "text"
    unit: str = ""
    direction: str = "more"
    weight: int = 1


@dataclass(slots=True)
class Choice:
    """One option; `cells` holds what is said of it by the key of a criterion: its name, made unique (`unique`)."""

    title: str
    description: str = ""
    cells: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Said:
    """What one person thought: `stance` is agree, concern, block or abstain; "" on a ballot, whose `marks` say how much
    by the key of an option (`unique`). `silent`: nothing was said, and this is what that meant."""

    who: Named
    stance: str
    reason: str = ""
    on: date | None = None
    confirmed: date | None = None
    silent: bool = False
    marks: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """A later amendment of the outcome: what changed, why, when."""

    text: str
    reason: str = ""
    on: date | None = None
    who: Named | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing of a decision's past: a thread and below it its comments, a room, an outcome from before a reopening …

    `kind` is a key of `history.KINDS`, or the name of a part below one; `facts` are single lines by name; `text` is Markdown.
    """

    kind: str
    who: Named | None = None
    on: date | None = None
    facts: dict[str, str] = field(default_factory=dict)
    text: str = ""
    below: tuple[Entry, ...] = ()


@dataclass(slots=True)
class Record:
    """A decision as its file tells it.

    `label` is what its set calls it ("ADR-15"), `number` the number in that. `status` is the state in the file's own
    words. `on` is a day, or the instant where it is known. `chosen` is the key of an option (`unique`).
    `body` is Markdown: everything that no other field holds in full. References (`superseded_by`, `supersedes`)
    are as written: an address, "ADR-37" or a title. `notes` are sentences about what was not understood.
    """

    path: str
    title: str
    form: str = "madr"
    label: str = ""
    number: int | None = None
    state: State = State.DRAFT
    status: str = ""
    on: date | None = None
    framework: str = "daci"
    started: date | None = None
    started_by: Named | None = None
    due: date | None = None
    is_blind: bool = False
    questions_block: bool = False
    silence: str = ""  # what silence means, where that is not the usual
    stand_in: Named | None = None
    keeps_outcome: bool = False  # withdrawn, after it had been decided
    people: list[Named] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    criteria: list[Measure] = field(default_factory=list)
    options: list[Choice] = field(default_factory=list)
    chosen: str = ""
    statement: str = ""
    override_reason: str = ""
    effect: str = ""
    check_by: str = ""
    review_on: date | None = None
    reason: str = ""  # why it was withdrawn or superseded
    ended: date | None = None  # when that was, where it was not the day of the decision
    ended_by: Named | None = None
    positions: list[Said] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    history: list[Entry] = field(default_factory=list)
    superseded_by: list[str] = field(default_factory=list)
    supersedes: list[str] = field(default_factory=list)
    body: str = ""
    notes: list[str] = field(default_factory=list)

    @property
    def is_decided(self) -> bool:
        """It has an outcome, whatever became of it."""
        return self.keeps_outcome or self.state in (State.DECIDED, State.SUPERSEDED)

    def note(self, sentence: str) -> None:
        if sentence not in self.notes:
            self.notes.append(sentence)


def unique(names: Sequence[str]) -> list[str]:
    """Keys for names of which two may be the same: "Cost", "Cost (2)"."""
    taken, keys = set(names), list[str]()
    for name in names:
        key, count = name, 1
        while key in keys or (count > 1 and key in taken):
            count += 1
            key = f"{name} ({count})"
        keys.append(key)
    return keys


def instant(day: date) -> datetime:
    """A day as an instant: noon UTC, which is the same day nearly everywhere."""
    return day if isinstance(day, datetime) else datetime.combine(day, NOON, UTC)


def day_of(at: datetime) -> date:
    """The day where an instant is only that, else the instant."""
    at = at.astimezone(UTC)
    return at.date() if at.timetz() == NOON.replace(tzinfo=UTC) else at


NOON = time(12)
