"""Questions that are asked again and again come together, with counts of what the reader may see."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import Cast, SignIn

from cairn.core.clock import now
from cairn.pages.operations import publish_page, restrict_page
from cairn.people.models import User
from cairn.questions.models import Grouping, Question, Session
from cairn.questions.often.grouping import group_missing
from cairn.questions.often.likeness import SAME, likeness
from cairn.questions.often.screen import Group, Often
from cairn.questions.operations import (
    accept_answer,
    ask_question,
    change_question,
    create_session,
    decline_question,
    give_answer,
    merge_question,
    vote_for_question,
)
from cairn.questions.writing import Asked, Said

RunJobs = Callable[[], int]
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def often_asked(cast: Cast, session: Session) -> list[Question]:
    """How to lay a dry wall: in two sessions, and on an everyday; answered once."""
    other = create_session(cast.stone, by=cast.ben, title="Ask the masons again")
    publish_page(other.page, by=cast.ben)
    other.opens_at = now() - timedelta(hours=1)
    other.save()
    asked = [
        ask_question(session, Asked("How do I lay a dry wall?"), by=cast.ravi),
        ask_question(other, Asked("What is the best way to lay dry walls?"), by=cast.gus),
        ask_question(cast.stone, Asked("Laying a dry wall?"), by=cast.cleo),
    ]
    ask_question(session, Asked("Where does the lime come from?"), by=cast.ravi)
    for question, voter in ((asked[0], cast.gus), (asked[1], cast.gus), (asked[1], cast.cleo)):
        vote_for_question(question.pk, by=voter)
    accept_answer(give_answer(asked[1], by=cast.ben, said=Said("Flat side down.")), by=cast.gus)
    return asked


def only(user: User, **more: object) -> Group:
    (group,) = Often(user, **more).groups  # type: ignore[arg-type]
    return group


@pytest.mark.parametrize(
    ("left", "right", "is_same"),
    [
        ("How do I true a wheel?", "What is the best way to true my wheels?", True),
        ("Where do I book a day off?", "How can I book days off?", True),
        ("Can we hire 2 people?", "Can we hire 3 people?", False),
        ("Why did the northern line leave?", "Why did the southern line stay?", False),
        ("How do I lay a dry wall?", "How do I paint a wall?", False),
        ("Holidays?", "Holidays?", True),
        ("What?", "Why?", False),
        # of a real site, where half of the words are in every second question
        ("How can this question be improved?", "How can I improve this question?", True),
        ("Bicycle safety: on and off topic", "Bicycle jokes: on or off topic?", False),
        ("Design for Bicycles Stack Exchange.", "How do I search on Bicycles at Stack Exchange", False),
        ("2018 Community Moderator Election Results", "2018 Community Moderator Election", False),
        ("Why does plan B cost the town so much more?", "Why does plan C cost the town so much more?", False),
        ("Do two cranes pay in the harbour of Ness?", "Do three cranes pay in the harbour of Ness?", False),
        ("2014 Election Q&A - Questionnaire", "2014 Election Q&A - Question collection", False),
    ],
)
def test_what_asks_the_same(left: str, right: str, is_same: bool) -> None:
    assert (likeness(left, right) >= SAME) is is_same and likeness(left, right) == likeness(right, left)


def test_they_come_together_across_sessions_with_the_answer_that_helps(
    cast: Cast, as_: SignIn, often_asked: list[Question], run_jobs: RunJobs
) -> None:
    run_jobs()
    group = only(cast.ravi)
    assert (group.times, group.sessions, group.votes) == (3, 2, 2), "each voter once"
    assert group.first == often_asked[1] and group.best is not None and {*group.members} == {*often_asked}
    for address in ("/questions/often/", "/spaces/STONE/questions/often/"):
        seen = as_(cast.ravi).get(address).content.decode()
        assert "asked 3 times" in seen and "Flat side down." in seen and "Laying a dry wall?" in seen
        assert "lime" not in seen
    assert as_(cast.sam).get("/spaces/STONE/questions/often/").status_code == 404
    assert "dry wall" not in as_(cast.sam).get("/questions/often/").content.decode()
    assert "Asked often" in as_(cast.ravi).get("/spaces/STONE/questions/").content.decode()


def test_each_counts_what_she_may_see(cast: Cast, as_: SignIn, often_asked: list[Question], run_jobs: RunJobs) -> None:
    assert often_asked[1].session is not None
    restrict_page(often_asked[1].session.page, by=cast.ben, action="view", users=[cast.cleo], teams=[])
    run_jobs()
    group = only(cast.ravi)
    assert (group.times, group.sessions, group.votes, group.best) == (2, 1, 1, None)
    assert often_asked[1] not in group.members and only(cast.cleo).times == 3
    html = as_(cast.ravi).get("/questions/often/").content.decode()
    assert "best way" not in html and "Flat side" not in html
    decline_question(often_asked[0], by=cast.ben, reason="Later")
    run_jobs()
    assert Often(cast.ravi).groups == [] and only(cast.cleo).times == 2


def test_it_follows_what_becomes_of_them(
    cast: Cast, session: Session, often_asked: list[Question], run_jobs: RunJobs
) -> None:
    run_jobs()
    change_question(often_asked[0], Asked("Who pays for the scaffold?"), by=cast.ravi)
    run_jobs()
    assert {*only(cast.ravi).members} == {*often_asked[1:]}, "the one that stood for them left"
    late = ask_question(session, Asked("Stones for the coping, which?"), by=cast.gus)
    merge_question(late, often_asked[0].pk, by=cast.ben)
    run_jobs()
    assert {tuple(sorted(q.pk for q in group.members)) for group in Often(cast.ravi).groups} == {
        (often_asked[1].pk, often_asked[2].pk),
        (often_asked[0].pk, late.pk),
    }


def test_who_runs_them_takes_one_out_and_puts_it_beside_another(
    cast: Cast, as_: SignIn, often_asked: list[Question], run_jobs: RunJobs
) -> None:
    run_jobs()
    address, ben = f"/questions/{often_asked[0].pk}/group/", as_(cast.ben)
    refused = [as_(user).delete(address).status_code for user in (cast.gus, cast.cleo, cast.sam)]
    assert refused == [403, 403, 404]
    assert ben.delete(address).status_code == 200
    assert {*only(cast.ravi).members} == {*often_asked[1:]}
    lime = Question.objects.get(title__contains="lime")
    hidden = ask_question(cast.moss, Asked("Lime, from where?"), by=cast.sam)
    assert "Where does the lime" in ben.get(f"{address}?q=lime").content.decode()
    restricted = create_session(cast.stone, by=cast.ada, title="Between us")
    secret = Question.objects.create(session=restricted, space=cast.stone, title="Secret lime?", asker=cast.ada)
    assert as_(cast.gus).put(address, f"other={lime.pk}", content_type=FORM).status_code == 403
    assert ben.put(address, f"other={often_asked[0].pk}", content_type=FORM).status_code == 404, "not beside itself"
    assert ben.put(address, f"other={lime.pk}", content_type=FORM).status_code == 200
    run_jobs()
    assert group_missing() == 1 and hidden and secret.pk, "what came without an event finds its place as well"
    groups = [{*group.members} for group in Often(cast.ravi).groups]
    assert {lime, often_asked[0]} in groups and {*often_asked[1:]} in groups
    change_question(often_asked[0], Asked("How do I lay a very dry wall?"), by=cast.ravi)
    run_jobs()
    assert Grouping.objects.get(question=often_asked[0]).head_id == lime.pk, "what people said holds"


def test_a_fixed_number_of_queries(cast: Cast, as_: SignIn, often_asked: list[Question], run_jobs: RunJobs) -> None:
    run_jobs()
    ravi, counts = as_(cast.ravi), []
    ravi.get("/")
    for many in (2, 60):
        made = Question.objects.bulk_create(
            Question(space=cast.stone, asker=cast.ravi, title=f"Number {n // 2} of {many}?", at=now())
            for n in range(many)
        )
        Grouping.objects.bulk_create(Grouping(question=each, head=made[n - n % 2]) for n, each in enumerate(made))
        with CaptureQueriesContext(connection) as queries:
            html = ravi.get("/spaces/STONE/questions/often/").content.decode()
        counts.append(len(queries))
    assert counts[0] == counts[1] and html.count('<li class="card often-group"') == 20 and "sheet=2" in html
