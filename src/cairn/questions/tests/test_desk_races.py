"""Two hosts press at the same moment, or one while people vote: real threads, real connections, on both databases."""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.test import Client
from tests.at_once import at_once
from tests.cast import Cast

from cairn.core.clock import now
from cairn.pages.operations import publish_page
from cairn.people.models import User
from cairn.questions.models import Answer, AnswerDraft, Host, Question, Turn, Vote
from cairn.questions.operations import ask_question, begin_draft, create_session
from cairn.questions.tests.browser import FORM
from cairn.questions.tests.test_draft import WORDS, type_into
from cairn.questions.writing import Asked

pytestmark = pytest.mark.django_db(transaction=True)


def press(user: User, verb: str, address: str, **fields: object) -> Callable[[], int]:
    client = Client()
    client.force_login(user)
    return lambda: client.generic(verb, address, urlencode(fields), FORM).status_code


def test_one_answer_one_turn_and_exact_votes_whoever_presses_at_once(cast: Cast) -> None:
    session = create_session(cast.stone, by=cast.ben, title="Ask")
    publish_page(session.page, by=cast.ben)
    session.opens_at, session.closes_at = now() - timedelta(days=1), now() + timedelta(days=1)
    session.save()
    Host.objects.create(session=session, user=cast.cleo, position=2)
    one, other = (ask_question(session, Asked(title), by=cast.ravi) for title in ("One?", "Other?"))
    hosts, address = (cast.ben, cast.cleo), f"/questions/{one.pk}/draft/"
    assert at_once(*(press(host, "POST", address) for host in hosts)) == [200, 200]
    draft = AnswerDraft.objects.get()
    assert begin_draft(one, by=cast.ada) == draft
    type_into(draft, WORDS, cast.cleo)
    assert at_once(*(press(host, "POST", f"{address}answer/", draft=draft.pk) for host in hosts)) == [200, 200]
    assert Answer.objects.get().text == WORDS, "one answer, whoever pressed first"
    shown = [
        press(host, "PUT", f"/ama/{session.pk}/live/", question=asked.pk) for host in hosts for asked in (one, other)
    ]
    assert at_once(*shown) == [200] * 4
    assert Turn.objects.filter(ended_at=None).count() == 1
    voters = [cast.ada, cast.cleo, cast.ravi, cast.gus]
    votes = [press(user, "PUT", f"/questions/{other.pk}/vote/") for user in voters]
    split = press(cast.ben, "PUT", f"/questions/{other.pk}/split/", title="This?", second_title="That?")
    assert at_once(*votes, split) == [200] * 5
    other.refresh_from_db()
    second = Question.objects.get(split_from=other)
    assert other.votes == Vote.objects.filter(question=other).count() == 4, "no vote is lost"
    assert second.votes == Vote.objects.filter(question=second).count() <= 4
