"""The end of a session and what happens at the same moment: real threads, whichever database the suite runs on."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from tests.at_once import at_once
from tests.cast import Cast

from cairn.action_items.models import ActionItem
from cairn.core.clock import now
from cairn.pages.operations import publish_page
from cairn.people.actors import SYSTEM
from cairn.questions.models import OpenPoint, Question, Session
from cairn.questions.operations import (
    ask_question,
    create_session,
    follow_question,
    leave_all_questions,
    note_answered,
)
from cairn.questions.writing import Asked

pytestmark = pytest.mark.django_db(transaction=True)


def answering(cast: Cast, question: Question) -> Callable[[], int]:
    client = Client()
    client.force_login(cast.ben)
    return lambda: client.post(f"/questions/{question.pk}/answers/", {"body": "Yes."}).status_code


def test_the_end_twice_and_the_last_answers_at_once(cast: Cast) -> None:
    """Nothing is given out twice, and what is answered is nobody's in the end."""
    session = create_session(cast.stone, by=cast.ben, title="Ask")
    publish_page(session.page, by=cast.ben)
    moment = now()
    Session.objects.filter(pk=session.pk).update(opens_at=moment - timedelta(days=1), closes_at=moment + timedelta(1))
    session.refresh_from_db()
    asked = [ask_question(session, Asked(f"Number {n}?"), by=cast.ravi) for n in range(4)]
    Session.objects.filter(pk=session.pk).update(closes_at=moment - timedelta(seconds=1))
    ends = [lambda: leave_all_questions(session, by=SYSTEM)] * 2
    done = at_once(*ends, answering(cast, asked[0]), answering(cast, asked[1]))
    assert sum(done[:2]) == OpenPoint.objects.count() and set(done[2:]) == {302}
    for question in asked:
        follow_question(question, by=SYSTEM)
    left = {question.pk for question in asked[2:]}
    assert {point.question_id for point in OpenPoint.objects.filter(settled_at=None)} == left
    waiting = ActionItem.objects.filter(completion=None, removed_at=None)
    assert {item.local_id for item in waiting} == {f"question-{pk}" for pk in left}
    told = at_once(*[lambda: note_answered(asked[0], by=SYSTEM)] * 3)
    assert sorted(told) == [False, False, True], "who waited is told once"
