"""What is asked often, for one reader: of a space, or of all that she sees. Counts are of questions that she may read, and of no others."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Count, F, Max

from cairn.people.models import User
from cairn.questions.models import Answer, Question, State, Vote
from cairn.questions.queries import QuestionQuerySet
from cairn.questions.screen import best_answer
from cairn.questions.telling import ranked_questions, telling_words
from cairn.spaces.models import Space

PER_SHEET = 20
MOST_SHOWN = 400  # questions of the groups of one sheet
LEAST = 2  # times


@dataclass(slots=True)
class Group:
    """`first`: the question that stands for the others here. `votes`: people, each once, and what was imported."""

    head: int
    times: int
    sessions: int
    votes: int = 0
    members: list[Question] = field(default_factory=list)
    first: Question | None = None
    best: Answer | None = None


class Often:
    """Five queries, however many there are."""

    def __init__(self, user: User, space: Space | None = None, sheet: int = 1) -> None:
        self.user, self.space, self.sheet = user, space, max(1, sheet)

    @property
    def members(self) -> QuestionQuerySet:
        found = Question.objects.read_by(self.user)
        return found.filter(space=self.space) if self.space else found

    @cached_property
    def _rows(self) -> list[tuple[int, int, int]]:
        counted = (
            self.members.order_by()
            .values("grouping__head")
            .annotate(n=Count("pk"), s=Count("session", distinct=True), v=Max("votes"))
        )
        start = (self.sheet - 1) * PER_SHEET
        often = counted.filter(n__gte=LEAST, grouping__head__isnull=False).order_by("-n", "-v", "grouping__head")
        return list(often.values_list("grouping__head", "n", "s")[start : start + PER_SHEET + 1])

    @property
    def has_more(self) -> bool:
        return len(self._rows) > PER_SHEET

    @property
    def next_sheet(self) -> int:
        return self.sheet + 1

    @cached_property
    def groups(self) -> list[Group]:
        groups = {head: Group(head, times, sessions) for head, times, sessions in self._rows[:PER_SHEET]}
        rows = self.members.filter(grouping__head__in=list(groups)).select_related("session__page", "space")
        rows = rows.annotate(head=F("grouping__head"), best=best_answer(), accepted=F("acceptance__pk"))
        for question in rows.order_by("-votes", "pk")[:MOST_SHOWN]:
            groups[question.head].members.append(question)  # type: ignore[attr-defined]
            groups[question.head].votes += question.carried_votes  # type: ignore[attr-defined]
        self._count_voters(groups)
        answers = Answer.objects.select_related("by", "acceptance")
        for group in groups.values():
            group.first = min(group.members, key=_worth, default=None)
        by_id = answers.in_bulk([best for group in groups.values() if (best := getattr(group.first, "best", None))])
        for group in groups.values():
            group.best = by_id.get(getattr(group.first, "best", None) or 0)
        return [group for group in groups.values() if group.first is not None]

    def _count_voters(self, groups: dict[int, Group]) -> None:
        mine = self.members.filter(grouping__head__in=list(groups)).order_by().values("pk")
        cast = Vote.objects.filter(question__in=mine).values("question__grouping__head")
        for head, people in cast.annotate(n=Count("user", distinct=True)).values_list("question__grouping__head", "n"):
            groups[head].votes += people

    @cached_property
    def run_in(self) -> set[int]:
        """Ids of the spaces whose questions she may put into other groups."""
        return set(Space.objects.with_role(self.user, "editor").order_by().values_list("pk", flat=True))


def others_like(words: str, question: Question, user: User) -> list[Question]:
    """Those that she sees and that have words of these, wherever they were asked: at most ten."""
    seen = Question.objects.shown_to(user).exclude(pk=question.pk)
    told = telling_words(words)
    found = ranked_questions(told, seen, limit=10) if told else []
    by_id = seen.select_related("session__page", "space").in_bulk(found)
    return [by_id[pk] for pk in found if pk in by_id]


def _worth(question: Question) -> tuple[bool, bool, bool, bool, int, int]:
    """What holds and was settled stands for the others, then what has any answer, then what most want to know."""
    return (
        question.state == State.OBSOLETE,
        question.accepted is None,  # type: ignore[attr-defined]
        question.best is None,  # type: ignore[attr-defined]
        question.merged_into_id is not None,
        -question.votes,
        question.pk,
    )
