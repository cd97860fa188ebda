"""What one reader sees of a session: its list of questions a sheet at a time, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from cairn.core.clock import now
from cairn.core.ids import number
from cairn.people.models import User
from cairn.questions.access import can_run_session
from cairn.questions.elsewhere import Elsewhere, elsewhere_of
from cairn.questions.figures.facts import facts_of_session
from cairn.questions.figures.figures import Figures
from cairn.questions.live_part import current_turn, said_live
from cairn.questions.models import Answer, Compilation, Host, Question, QuestionLabel, Session, Turn, Vote
from cairn.questions.operations.vote import votes_on
from cairn.questions.ranking import SORTS, heat, ordered
from cairn.questions.stages import Stage
from cairn.questions.words import left_words

PER_SHEET = 30
PATIENCE = timedelta(hours=1)  # without an answer
EVENTS = ("question", "answer", "ama", "remark")


@dataclass(frozen=True)
class Wanted:
    """How the list is asked for in an address."""

    sort: str = "hot"
    label: str = ""
    sheet: int = 1

    @classmethod
    def of_query(cls, query: QueryDict) -> Wanted:
        sort, sheet = query.get("sort", ""), number(query.get("sheet", "")) or 1
        return cls(sort if sort in SORTS else "hot", query.get("label", "")[:40], max(1, min(sheet, 100_000)))

    def query(self, **changes: Any) -> str:
        values = {"sort": self.sort, "label": self.label, "sheet": self.sheet, **changes}
        plain = {"sort": "hot", "label": "", "sheet": 1}
        return urlencode([(name, value) for name, value in values.items() if value != plain[name]])


@dataclass(slots=True)
class Row:
    """A question in a list, with what the reader has done about it and the answer worth showing."""

    question: Question
    voted: bool
    is_hers: bool
    labels: Sequence[str] = ()
    best: Answer | None = None
    there: Elsewhere | None = None  # it is answered in another question or on a page
    may_vote: bool = False
    may_run: bool = False

    @property
    def age(self) -> float:
        """Its heat without its votes: with it a browser puts it in its place when they change."""
        return heat(0, self.question.at, self.question.session)

    @property
    def waits(self) -> bool:
        """Long enough to be said."""
        return now() - self.question.at >= PATIENCE


@dataclass
class Listing:
    """One sheet of questions. Four queries, however many there are: count, rows, labels, answers."""

    found: QuerySet[Question]
    user: User
    wanted: Wanted
    may_vote: bool = False
    may_run: bool = False
    rows: list[Row] = field(init=False)
    total: int = field(init=False)

    def __post_init__(self) -> None:
        narrowed = self.found.filter(labels__name=self.wanted.label) if self.wanted.label else self.found
        asked_for = ordered(narrowed, self.wanted.sort)
        self.total = asked_for.count()
        start = (self.wanted.sheet - 1) * PER_SHEET
        self.rows = rows_of(asked_for[start : start + PER_SHEET], self.user, self.may_vote, self.may_run)

    @property
    def has_more(self) -> bool:
        return self.wanted.sheet * PER_SHEET < self.total

    @property
    def next_query(self) -> str:
        return self.wanted.query(sheet=self.wanted.sheet + 1)


def rows_of(questions: QuerySet[Question], user: User, may_vote: bool, may_run: bool) -> list[Row]:
    voted = voted_by(user)
    shown = list(
        questions.select_related("asker", "assigned_to", "session", "open_point__owner").annotate(
            voted=voted, best=best_answer(), said_live=said_live()
        )
    )
    labels = QuestionLabel.objects.filter(question__in=[q.pk for q in shown])
    named: dict[int, list[str]] = {}
    for question_id, name in labels.values_list("question", "name"):
        named.setdefault(question_id, []).append(name)
    there = elsewhere_of(shown, user)
    joined = voted_in_unions(shown, user)
    best = Answer.objects.select_related("by", "acceptance").in_bulk([q.best for q in shown if q.best])
    return [
        Row(
            question,
            voted=question.voted or question.pk in joined,
            is_hers=question.asker_id == user.pk,
            labels=named.get(question.pk, ()),
            best=best.get(question.best),
            there=there.get(question.pk),
            may_vote=may_vote,
            may_run=may_run,
        )
        for question in shown
    ]


def voted_by(user: User) -> Exists:
    """Whether she has voted for it, or for what was united with it."""
    here = Q(question=OuterRef("pk")) | Q(question__merged_into=OuterRef("pk"))
    return Exists(Vote.objects.filter(here, user=user))


def voted_in_unions(questions: Iterable[Question], user: User) -> set[int]:
    """Those whose union goes further than what was merged, and in which she has voted. No query where none does."""
    return {each.pk for each in questions if each.is_joined and votes_on(each).filter(user=user).exists()}


def best_answer() -> Subquery:
    """The accepted one, else a host's, else the one that helped most."""
    standing = Answer.objects.standing().filter(question=OuterRef("pk"))
    first = standing.order_by(F("acceptance").asc(nulls_last=True), "-is_host", "-helped", "pk")
    return Subquery(first.values("pk")[:1])


class Screen:
    """A session as its reader sees it."""

    def __init__(self, session: Session, user: User, wanted: Wanted | None = None) -> None:
        self.session, self.user = session, user
        self.page = session.page
        self.wanted = wanted or Wanted()
        self.stage = session.stage

    @cached_property
    def hosts(self) -> list[Host]:
        return list(self.session.hosts.select_related("user", "picture"))

    @cached_property
    def is_host(self) -> bool:
        return any(host.user_id == self.user.pk for host in self.hosts)

    @cached_property
    def may_run(self) -> bool:
        return self.is_host or can_run_session(self.user, self.session)

    @property
    def may_ask(self) -> bool:
        return self.session.permits("ask") or (self.stage == Stage.PLANNED and self.may_run)

    @property
    def gives_tickets(self) -> bool:
        """Every reader's browser has some signed as soon as she looks, so that having some tells nothing."""
        return self.session.anonymous_allowed and (self.may_ask or self.stage == Stage.PLANNED)

    @property
    def may_vote(self) -> bool:
        return self.session.permits("vote")

    @cached_property
    def listing(self) -> Listing:
        shown = Question.objects.of(self.session).shown()
        return Listing(shown, self.user, self.wanted, self.may_vote, self.may_run)

    @cached_property
    def waiting(self) -> int:
        """Questions that wait for a host, for who runs it. No query where questions need nobody's approval."""
        if not (self.may_run and self.session.approve_first):
            return 0
        return Question.objects.of(self.session).filter(state="queued").count()

    @cached_property
    def turn(self) -> Turn | None:
        """What is being answered live now. No query before the session has begun."""
        return current_turn(self.session) if self.stage != Stage.PLANNED else None

    @property
    def steps(self) -> list[dict[str, Any]]:
        """The stages in their order, each with the instant it begins at, as far as that is known."""
        begins = (None, self.session.opens_at, self.session.closes_at, self.session.answers_until)
        order = list(Stage)
        here = order.index(self.stage)
        return [
            {"label": stage.label, "at": at, "is_current": n == here, "is_done": n < here}
            for n, (stage, at) in enumerate(zip(order, begins, strict=True))
        ]

    @property
    def deadline(self) -> dict[str, Any] | None:
        """What comes next, and when."""
        words = {
            Stage.PLANNED: (_("Questions open"), self.session.opens_at),
            Stage.OPEN: (_("Questions until"), self.session.closes_at),
            Stage.ANSWERING: (_("Answers until"), self.session.answers_until),
            Stage.CLOSED: (_("Closed"), None),
        }
        label, at = words[self.stage]
        return {"label": label, "at": at, "left": left_words(at - now())} if at else None

    @property
    def ended_at(self) -> datetime | None:
        """When votes were frozen, once they are."""
        return self.session.closes_at if self.stage in (Stage.ANSWERING, Stage.CLOSED) else None

    @cached_property
    def figures(self) -> Figures | None:
        """How it went, once asking is over. Two queries then, none before."""
        facts = facts_of_session(self.session) if self.ended_at else []
        return Figures.of(facts) if facts else None

    @property
    def next_stages(self) -> list[dict[str, Any]]:
        """Where a host can lead it from here by hand."""
        asks_first = _("Votes are frozen and nobody can ask any more. Close it for questions now?")
        ways = {
            Stage.PLANNED: [(Stage.OPEN, _("Open for questions now"), "")],
            Stage.OPEN: [(Stage.ANSWERING, _("Close for questions now"), asks_first)],
            Stage.ANSWERING: [
                (Stage.CLOSED, _("Close the session"), ""),
                (Stage.OPEN, _("Take questions again"), ""),
            ],
            Stage.CLOSED: [(Stage.OPEN, _("Take questions again"), ""), (Stage.ANSWERING, _("Go on answering"), "")],
        }
        return [
            {"stage": stage.value, "label": label, "confirm": confirm} for stage, label, confirm in ways[self.stage]
        ]

    @cached_property
    def answered(self) -> int:
        return Question.objects.of(self.session).shown().answered().count()

    @cached_property
    def compiled(self) -> Compilation | None:
        """The page that was made of it, as far as she may read that. One query."""
        return Compilation.objects.visible_to(self.user).filter(session=self.session).select_related("page").first()

    @property
    def is_over(self) -> bool:
        return self.stage in (Stage.ANSWERING, Stage.CLOSED)

    @property
    def sorts(self) -> list[dict[str, Any]]:
        return [
            {
                "name": name,
                "label": label,
                "is_current": name == self.wanted.sort,
                "query": self.wanted.query(sort=name, sheet=1),
            }
            for name, label in SORTS.items()
        ]

    @cached_property
    def labels(self) -> list[dict[str, Any]]:
        """The labels in use with how many questions each, the most used first. One query."""
        shown = QuestionLabel.objects.filter(question__session=self.session, question__merged_into=None)
        counted = shown.filter(question__state__in=("open", "obsolete")).values("name").annotate(n=Count("pk"))
        return [
            {"name": row["name"], "count": row["n"], "query": self.wanted.query(label=row["name"], sheet=1)}
            for row in counted.order_by("-n", "name")[:12]
        ]

    @property
    def unlabelled(self) -> str:
        return self.wanted.query(label="", sheet=1)

    @property
    def list_url(self) -> str:
        query = self.wanted.query()
        address = reverse("ama_questions", args=[self.session.pk])
        return f"{address}?{query}" if query else address

    @property
    def trigger(self) -> str:
        """What makes a part of the page fetch itself again."""
        return ", ".join([*(f"cairn:{noun}.changed from:body" for noun in EVENTS), "cairn:refresh from:body"])
