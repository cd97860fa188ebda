"""What a session left behind, read once for its page: a fixed number of queries, however much was asked.

Only what everybody sees of it who sees the session: nothing that waits, was declined or was taken back.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, F, Q, Sum

from cairn.questions.afterwards.themes import Asked
from cairn.questions.models import Answer, OpenPoint, Question, QuestionLabel, Session, Vote
from cairn.questions.queries import SHOWN

MOST = 300  # questions on the page, the most voted
MOST_ANSWERS = 5  # of one question; the rest is a click away


@dataclass(slots=True)
class Entry:
    """A question with what answers it. `also`: how those were put that were united with it."""

    question: Question
    labels: list[str] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    also: list[str] = field(default_factory=list)

    @property
    def is_answered(self) -> bool:
        question = self.question
        return bool(self.answers or question.answered_in_page_id or question.answered_in_question_id)

    @property
    def shown(self) -> list[Answer]:
        return self.answers[:MOST_ANSWERS]

    @property
    def more(self) -> int:
        return max(0, len(self.answers) - MOST_ANSWERS)

    @property
    def as_asked(self) -> Asked:
        return Asked(self.question.pk, self.question.title, tuple(self.labels))


@dataclass(frozen=True, slots=True)
class Open:
    """A question that nobody has answered: who sees to it and until when, or why nobody will."""

    entry: Entry
    owner: str = ""
    due: date | None = None
    reason: str = ""


@dataclass(slots=True)
class Gathered:
    """`entries` the most voted first. `votes` and `voters` count what stands in the session: those who came with an
    import are votes without voters."""

    session: Session
    hosts: list[str]
    entries: list[Entry]
    total: int
    votes: int
    voters: int
    open: list[Open]

    @property
    def answered(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.is_answered]


def gathered(session: Session) -> Gathered:
    shown = Question.objects.of(session).shown()
    sums = shown.aggregate(n=Count("pk"), votes=Sum("votes"))
    rows = list(shown.select_related("asker").order_by("-votes", "pk")[:MOST])
    entries = {row.pk: Entry(row) for row in rows}
    root = _united(entries)
    _with_labels(entries)
    _with_answers(entries, root)
    voters = Vote.objects.filter(question__session=session, question__state__in=SHOWN).aggregate(
        n=Count("user", distinct=True)
    )
    found = list(entries.values())
    hosts = [str(host) for host in session.hosts.select_related("user")]
    return Gathered(session, hosts, found, sums["n"], sums["votes"] or 0, voters["n"], _open(found))


def _open(entries: list[Entry]) -> list[Open]:
    waiting = [entry for entry in entries if not entry.is_answered]
    points = OpenPoint.objects.filter(question__in=[entry.question.pk for entry in waiting], settled_at=None)
    known = {point.question_id: point for point in points.select_related("owner")}
    return [_point(entry, known.get(entry.question.pk)) for entry in waiting]


def _point(entry: Entry, point: OpenPoint | None) -> Open:
    if point is None:
        return Open(entry)
    return Open(entry, point.owner.name if point.owner else "", point.due, point.reason)


def _united(entries: dict[int, Entry]) -> dict[int, int]:
    """Which question each of the united ones became part of."""
    merged = Question.objects.filter(merged_into__in=list(entries), state__in=SHOWN).order_by("pk")
    root: dict[int, int] = {}
    for pk, united_with, title in merged.values_list("pk", "merged_into", "title"):
        into = united_with or 0
        root[pk] = into
        if title.casefold() != entries[into].question.title.casefold():
            entries[into].also.append(title)
    return root


def _with_labels(entries: dict[int, Entry]) -> None:
    labels = QuestionLabel.objects.filter(question__in=list(entries)).order_by("name")
    for pk, name in labels.values_list("question", "name"):
        entries[pk].labels.append(name)


def _with_answers(entries: dict[int, Entry], root: dict[int, int]) -> None:
    """The accepted one first, then hosts', then by thanks: in the order of the question's own page."""
    of = Q(question__in=[*entries, *root])
    standing = Answer.objects.standing().filter(of).select_related("by", "acceptance")
    ranked = standing.order_by(F("acceptance").asc(nulls_last=True), "-is_host", "-helped", "pk")
    found: dict[int, list[Answer]] = defaultdict(list)
    for answer in ranked:
        found[root.get(answer.question_id, answer.question_id)].append(answer)
    for pk, answers in found.items():
        entries[pk].answers = answers
