"""Many who vote at the same moment: real threads, real connections, whichever database the suite runs on."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from tests.at_once import at_once
from tests.cast import Cast

from cairn.core.clock import now
from cairn.pages.operations import publish_page
from cairn.people.models import User
from cairn.questions.models import Question, Session, Vote
from cairn.questions.operations import advance_session, ask_question, create_session, give_answer, vote_for_question
from cairn.questions.union import below
from cairn.questions.writing import Asked, Said
from cairn.spaces.models import SpaceMember

pytestmark = pytest.mark.django_db(transaction=True)
Press = Callable[[], int]


def voter(user: User, question: Question, verb: str = "PUT") -> Press:
    client = Client()
    client.force_login(user)
    return lambda: client.generic(verb, f"/questions/{question.pk}/vote/").status_code


def test_counts_are_exact_and_nobody_counts_twice(cast: Cast) -> None:
    session = create_session(cast.stone, by=cast.ben, title="Ask")
    publish_page(session.page, by=cast.ben)
    session.opens_at, session.closes_at = now() - timedelta(days=1), now() + timedelta(days=1)
    session.save()
    one, other = (ask_question(session, Asked(title), by=cast.ravi) for title in ("One?", "Other?"))
    people = [User.objects.create_user(f"p{n}@example.org", f"P{n}", None) for n in range(6)]
    SpaceMember.objects.bulk_create(
        SpaceMember(space=cast.stone, user=user, role="reader", added_by=cast.ada) for user in people
    )
    presses = [voter(user, question) for user in people for question in (one, one, other)]
    assert set(at_once(*presses)) == {200}
    assert set(at_once(*(voter(user, one, "DELETE") for user in people[:2] for _twice in range(2)))) == {200}
    merge = Client()
    merge.force_login(cast.ben)
    circle = [
        lambda: merge_press(cast, one, other),
        lambda: merge_press(cast, other, one),
    ]
    assert sorted(at_once(*circle)) == [200, 409], "a ring of two ends as one"
    one.refresh_from_db(), other.refresh_from_db()
    assert (one.merged_into_id is None) != (other.merged_into_id is None)
    root = one if one.merged_into_id is None else other
    assert root.votes == len(people), "each person once, whichever of both she voted for"
    assert Vote.objects.filter(question=one).count() == 4 and Vote.objects.filter(question=other).count() == 6


def test_who_closes_waits_for_the_vote_in_flight_and_none_is_counted_after(cast: Cast, session: Session) -> None:
    question = ask_question(session, Asked("Still open?"), by=cast.ravi)
    in_flight = threading.Event()
    order: list[str] = []

    def votes() -> int:
        with transaction.atomic():
            vote_for_question(question.pk, by=cast.gus)
            in_flight.set()
            threading.Event().wait(0.2)  # while the other tries to close
            order.append("voted")
        return 1

    def closes() -> int:
        assert in_flight.wait(20)
        advance_session(session, to="answering", by=cast.ben)
        order.append("closed")
        return Question.objects.get(pk=question.pk).votes

    assert at_once(votes, closes) == [1, 1] and order == ["voted", "closed"]
    assert voter(cast.cleo, question)() == 409
    question.refresh_from_db()
    assert question.votes == question.cast.count() == 1


def merge_press(cast: Cast, question: Question, into: Question) -> int:
    client = Client()
    client.force_login(cast.ben)
    return client.generic(
        "PUT", f"/questions/{question.pk}/union/", f"into={into.pk}", "application/x-www-form-urlencoded"
    ).status_code


def test_votes_and_pointing_at_once_end_exact_and_without_a_circle(cast: Cast) -> None:
    one, two, three = (ask_question(cast.stone, Asked(f"Number {n}?"), by=cast.ben) for n in range(3))
    for question in (one, two, three):
        give_answer(question, said=Said("So."), by=cast.ben)
    people = [cast.ada, cast.ben, cast.cleo, cast.ravi]
    ring = [pointer(cast, one, two), pointer(cast, two, three), pointer(cast, three, one)]
    statuses = at_once(*ring, *(voter(user, question) for user in people for question in (one, three)))
    assert sorted(statuses[:3]) == [200, 200, 409], "a ring of three lacks its last piece"
    assert set(statuses[3:]) == {200}
    exact({one.pk, two.pk, three.pk})
    assert set(at_once(*(voter(user, one, "DELETE") for user in people[:2]), voter(cast.ada, two), pointer(cast, one))) == {200}  # fmt: skip
    exact({one.pk, two.pk, three.pk})


def pointer(cast: Cast, question: Question, there: Question | None = None) -> Press:
    client, address = Client(), f"/questions/{question.pk}/elsewhere/"
    client.force_login(cast.ben)
    typed = f"place=question:{there.pk}" if there else ""
    verb = "PUT" if there else "DELETE"
    return lambda: client.generic(verb, address, typed, "application/x-www-form-urlencoded").status_code


def exact(pks: set[int]) -> None:
    """Every count is that of the people who voted for the question or for one below it."""
    for question in Question.objects.filter(pk__in=pks):
        assert (
            question.votes == Vote.objects.filter(question__in=below([question.pk])).values("user").distinct().count()
        )
