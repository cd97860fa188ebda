"""What figures are counted of: one fact for each question that the reader may see, in two or three queries."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from cairn.people.models import User
from cairn.questions.models import Answer, Question, Session, Tagged
from cairn.questions.queries import QuestionQuerySet
from cairn.spaces.models import Space

READ = (
    "pk", "title", "at", "asker", "key_hash", "votes", "answers", "answered_in_page", "answered_in_question",
)  # fmt: skip
GIVEN = ("question", "at", "by", "is_host", "acceptance__answer")
Given = tuple[int, datetime, int | None, bool, int | None]


@dataclass(frozen=True)
class Fact:
    """A question. `took` is the time until its first answer; None where there is none here, and for an anonymous
    question: of it only the hour is known. `community`: whether others than those who were meant to answer settled it;
    None where nobody has answered here.
    """

    pk: int
    title: str
    at: datetime
    is_anonymous: bool
    votes: int
    answers: int
    answered: bool
    accepted: bool
    first_at: datetime | None
    took: timedelta | None
    community: bool | None


def facts_of_session(session: Session) -> list[Fact]:
    """Of a session that was loaded for its reader. Community: others than hosts and who asked."""
    shown = Question.objects.of(session).shown()
    return _facts(shown, defaultdict(set))


def facts_of_space(user: User, space: Space) -> list[Fact]:
    """Its everyday questions that were asked here. Community: others than who was asked by name and who asked."""
    shown = everyday(user, space).filter(source="")
    asked_by_name: dict[int, set[int | None]] = defaultdict(set)
    for question, person in Tagged.objects.filter(question__in=shown.values("pk")).values_list("question", "user"):
        asked_by_name[question].add(person)
    return _facts(shown, asked_by_name)


def everyday(user: User, space: Space) -> QuestionQuerySet:
    return Question.objects.visible_to(user).shown().filter(space=space, session=None)


def _facts(shown: QuestionQuerySet, asked_by_name: dict[int, set[int | None]]) -> list[Fact]:
    answers = Answer.objects.standing().filter(question__in=shown.values("pk")).order_by("at", "pk")
    given: dict[int, list[Given]] = defaultdict(list)
    for row in answers.values_list(*GIVEN):
        given[row[0]].append(row)
    rows = shown.order_by("at", "pk").values(*READ)
    return [_fact(row, given[row["pk"]], asked_by_name[row["pk"]]) for row in rows]


def _fact(row: dict[str, Any], given: list[Given], meant: set[int | None]) -> Fact:
    """`given` is its answers, the first one first; `meant`: who was asked by name."""
    accepted = next((each for each in given if each[4] is not None), None)
    settled = accepted or (given[0] if given else None)
    first_at = given[0][1] if given else None
    is_anonymous = bool(row["key_hash"])
    community = None
    if settled is not None:
        _question, _at, by, is_host, _accepted = settled
        community = not is_host and by not in meant and (by is None or by != row["asker"])
    return Fact(
        pk=row["pk"],
        title=row["title"],
        at=row["at"],
        is_anonymous=is_anonymous,
        votes=row["votes"],
        answers=len(given),
        answered=bool(given or row["answered_in_page"] or row["answered_in_question"]),
        accepted=accepted is not None,
        first_at=first_at,
        took=max(first_at - row["at"], timedelta()) if first_at and not is_anonymous else None,
        community=community,
    )
