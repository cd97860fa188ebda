"""What a room is about: nothing but what is open, and whose it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cairn.comments.models import Thread
from cairn.decisions.ballots.stances import words_of
from cairn.decisions.clock.people import waited_for
from cairn.decisions.frameworks.definition import Definition
from cairn.decisions.models import AgendaKind, Decision, Stance
from cairn.decisions.roles import Roles
from cairn.decisions.words import first_line
from cairn.people.actors import SYSTEM
from cairn.people.models import User

MINUTES = {AgendaKind.BLOCK: 10, AgendaKind.THREAD: 5, AgendaKind.SILENCE: 5}
ARRIVING = 5  # minutes to come in, and to say at the end who does what
STEP = 5
LONGEST = 120


def kind_words(kind: str, definition: Definition) -> str:
    """What a point is: a block in the word that the framework has for it."""
    return words_of(definition, "block") if kind == AgendaKind.BLOCK else str(AgendaKind(kind).label)


@dataclass(frozen=True)
class Point:
    """One thing that is open, before there is a room. `key` names it in a form: "block:3", "thread:7", "silence:4";
    `label` says what it is."""

    kind: AgendaKind
    label: str
    person: User
    words: str
    thread: Thread | None = None

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.thread.pk if self.thread else self.person.pk}"

    @property
    def minutes(self) -> int:
        return MINUTES[self.kind]

    @property
    def holders(self) -> list[User]:
        """Whom it takes: whose it is, and who was asked to see to it."""
        assignment = getattr(self.thread, "assignment", None) if self.thread else None
        return [self.person, assignment.person] if assignment else [self.person]


def open_points(decision: Decision, roles: Roles, *, silence: bool = False) -> list[Point]:
    """Blocks, then unresolved threads, then (`silence`) whoever was asked and has said nothing.

    Threads on words that were never published are left out: not everybody may know of them.
    """
    blocks = (
        decision.positions.readable_by(SYSTEM).filter(stance=Stance.BLOCK).select_related("user").order_by("at", "pk")
    )
    block, talk, silent = (
        kind_words(kind, decision.definition) for kind in (AgendaKind.BLOCK, AgendaKind.THREAD, AgendaKind.SILENCE)
    )
    points = [Point(AgendaKind.BLOCK, block, row.user, first_line(row.reason)) for row in blocks if row.user.is_active]
    threads = Thread.objects.of(decision.page).known_to_readers().filter(resolution=None)
    for thread in threads.select_related("by", "assignment__person").prefetch_related("comments"):
        said = next((comment.text for comment in thread.comments.all() if comment.deleted_at is None), "")
        points.append(Point(AgendaKind.THREAD, talk, thread.by, first_line(said) or thread.quote, thread))
    if silence:
        points += [Point(AgendaKind.SILENCE, silent, user, "") for user in waited_for(decision, roles)]
    return points


def length_of(points: Sequence[Point]) -> int:
    """Minutes to suggest: those of each point and a few around them, in steps of five, two hours at most."""
    whole = sum(point.minutes for point in points) + ARRIVING
    return min(-(-whole // STEP) * STEP, LONGEST)


def holders_of(points: Sequence[Point], host: User) -> list[User]:
    """The host, and whoever holds one of the points: nobody else is invited."""
    people = {user.pk: user for point in points for user in point.holders if user.is_active}
    return list({host.pk: host, **people}.values())
