"""What a dump says, in words of our own. Only what is small is kept in memory: names, votes, links, which answer settled what."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from cairn.core.errors import Invalid
from cairn.questions.stack_exchange.rows import Row, rows

FILES = ("Posts.xml", "Votes.xml", "Comments.xml", "PostLinks.xml", "Tags.xml", "Users.xml")
QUESTION, ANSWER = "1", "2"
ACCEPTED, UP, DOWN = "1", "2", "3"
DUPLICATE = "3"
_TAG = re.compile(r"[^<>|]+")


@dataclass(frozen=True, slots=True)
class Post:
    """A question or an answer (`parent`: its question). `score`: up less down."""

    id: str
    is_question: bool
    parent: str
    title: str
    html: str
    score: int
    who: str
    at: datetime
    tags: tuple[str, ...]
    is_closed: bool
    is_locked: bool


@dataclass(frozen=True, slots=True)
class Comment:
    id: str
    post: str
    text: str
    who: str
    at: datetime


@dataclass
class Dump:
    """The folder of a dump. `accepted`: question → answer; `duplicates`: question → the one it repeats."""

    folder: Path
    names: dict[str, str] = field(default_factory=dict)
    questions: set[str] = field(default_factory=set)
    answers: set[str] = field(default_factory=set)
    scores: dict[str, int] = field(default_factory=dict)
    accepted: dict[str, str] = field(default_factory=dict)
    duplicates: dict[str, str] = field(default_factory=dict)
    others: Counter[str] = field(default_factory=Counter)  # kinds of posts that are neither
    votes: Counter[str] = field(default_factory=Counter)  # by kind
    tally: dict[str, int] = field(default_factory=lambda: defaultdict(int))  # up less down, from the votes
    lost_votes: int = 0
    links: int = 0  # between posts, of all kinds
    lost_duplicates: int = 0

    @classmethod
    def read(cls, folder: Path) -> Dump:
        """Reads every file once, except the words of posts and comments. Raises Invalid where Posts.xml is missing."""
        if not (folder / "Posts.xml").is_file():
            raise Invalid(f"There is no Posts.xml in {folder}. Give the folder that the dump was unpacked into.")
        dump = cls(folder)
        dump._read_names()
        dump._read_shape()
        dump._read_votes()
        dump._read_links()
        return dump

    @property
    def name(self) -> str:
        """Names the dump in what is kept of it: two dumps in one space don't meet."""
        return self.folder.resolve().name[:60]

    def posts(self, *, questions: bool) -> Iterator[Post]:
        wanted = QUESTION if questions else ANSWER
        for row in self._rows("Posts.xml"):
            if row.get("PostTypeId") == wanted:
                yield self._post(row)

    def comments(self) -> Iterator[Comment]:
        for row in self._rows("Comments.xml"):
            who = self._who(row, "User")
            yield Comment(row["Id"], row.get("PostId", ""), row.get("Text", ""), who, instant(row))

    def united(self) -> dict[str, str]:
        """Question → the one it ends up in, through however many duplicates of duplicates; a circle unites nothing."""
        found = {}
        for start in self.duplicates:
            seen, here = {start}, self.duplicates[start]
            while here in self.duplicates and here not in seen:
                seen.add(here)
                here = self.duplicates[here]
            if here not in seen:
                found[start] = here
        return found

    def _rows(self, name: str) -> Iterator[Row]:
        path = self.folder / name
        return rows(path) if path.is_file() else iter(())

    def _read_names(self) -> None:
        self.names = {row.get("Id", ""): row.get("DisplayName", "") for row in self._rows("Users.xml")}

    def _read_shape(self) -> None:
        for row in self._rows("Posts.xml"):
            kind, pk = row.get("PostTypeId", ""), row.get("Id", "")
            if kind not in (QUESTION, ANSWER):
                self.others[kind] += 1
                continue
            (self.questions if kind == QUESTION else self.answers).add(pk)
            self.scores[pk] = _number(row, "Score")
            if row.get("AcceptedAnswerId"):
                self.accepted[pk] = row["AcceptedAnswerId"]

    def _read_votes(self) -> None:
        for row in self._rows("Votes.xml"):
            kind, post = row.get("VoteTypeId", ""), row.get("PostId", "")
            self.votes[kind] += 1
            if post not in self.scores:
                self.lost_votes += 1
            elif kind in (UP, DOWN):
                self.tally[post] += 1 if kind == UP else -1

    def _read_links(self) -> None:
        for row in self._rows("PostLinks.xml"):
            self.links += 1
            here, there = row.get("PostId", ""), row.get("RelatedPostId", "")
            if row.get("LinkTypeId") != DUPLICATE:
                continue
            if here in self.questions and there in self.questions:
                self.duplicates.setdefault(here, there)
            else:
                self.lost_duplicates += 1

    def _post(self, row: Row) -> Post:
        kind = row["PostTypeId"]
        return Post(
            id=row["Id"], is_question=kind == QUESTION, parent=row.get("ParentId", ""),
            title=" ".join(row.get("Title", "").split()), html=row.get("Body", ""), score=_number(row, "Score"),
            who=self._who(row, "Owner"), at=instant(row), tags=tuple(_TAG.findall(row.get("Tags", ""))),
            is_closed=bool(row.get("ClosedDate")), is_locked=bool(row.get("LockedDate")),
        )  # fmt: skip

    def _who(self, row: Row, of: str) -> str:
        """By the name that her account has now, else by the one that was kept when it went."""
        id_name, kept = ("OwnerUserId", "OwnerDisplayName") if of == "Owner" else ("UserId", "UserDisplayName")
        return " ".join((self.names.get(row.get(id_name, ""), "") or row.get(kept, "")).split())[:120]


def instant(row: Row) -> datetime:
    """Dumps write UTC without saying so. What can't be read is the beginning of the site's time."""
    try:
        return datetime.fromisoformat(row.get("CreationDate", "")).replace(tzinfo=UTC)
    except ValueError:
        return datetime(2008, 1, 1, tzinfo=UTC)


def _number(row: Row, name: str) -> int:
    try:
        return int(row.get(name, "0"))
    except ValueError:
        return 0
