"""Everyday questions have no page: their notices stand at the question itself, with the rights of its space."""

from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import Cast, SignIn

from cairn.activity.models import Event
from cairn.notifications.handlers import notify
from cairn.notifications.models import Notification
from cairn.notifications.operations import unwatch_question, watch_questions
from cairn.people.models import User
from cairn.questions.models import Question, Vote
from cairn.questions.operations import (
    accept_answer,
    add_remark,
    ask_question,
    change_answer,
    give_answer,
    tag_person,
    vote_for_question,
)
from cairn.questions.writing import Asked, Said
from cairn.spaces.models import SpaceMember
from cairn.spaces.operations import add_space_member, remove_space_member

RunJobs = Any


def told(user: User) -> list[tuple[str, str]]:
    rows = Notification.objects.visible_to(user).waiting().order_by("event", "pk")
    return [(each.reason, each.text) for each in rows]


def test_who_is_told_of_an_everyday_question(cast: Cast, run_jobs: RunJobs) -> None:
    watch_questions(cast.stone, by=cast.gus)
    question = ask_question(cast.stone, Asked("Where is the key?"), by=cast.cleo)
    tag_person(question, cast.ben, by=cast.cleo)
    vote_for_question(question.pk, by=cast.ravi)
    run_jobs()
    assert told(cast.gus) == [("watching_questions", "Cleo asks: Where is the key?")]
    assert told(cast.ben) == [("tagged", "Cleo asks you: Where is the key?")]
    assert told(cast.ravi) == told(cast.cleo) == told(cast.sam) == []
    answer = give_answer(question, by=cast.ben, said=Said("Under the @Sam stone, @Ravi knows."))
    run_jobs()
    assert told(cast.cleo) == [("asker", "Ben answered: Where is the key?")]
    assert ("mentioned", "Ben mentioned you in a question or an answer") in told(cast.ravi)
    assert [text for reason, text in told(cast.ravi) if reason == "voter"] == ["Ben answered: Where is the key?"]
    assert [reason for reason, _text in told(cast.ben)] == ["unreached"], (
        "what he was asked is done; Sam is not reached"
    )
    accept_answer(answer, by=cast.cleo)
    add_remark(answer, by=cast.cleo, said=Said("Thanks"))
    change_answer(answer, by=cast.ben, said=Said("Under the @Sam stone, as @Ravi and @Gus know."))
    give_answer(question, by=cast.ada, said=Said("Or in the drawer."))
    run_jobs()
    assert [reason for reason, _text in told(cast.ben)] == ["unreached", "answerer", "answerer"]
    assert len(told(cast.ravi)) == 2, "a later answer and other words tell nobody again"
    assert [reason for reason, _text in told(cast.gus)] == ["watching_questions", "mentioned"], (
        "named for the first time"
    )
    assert told(cast.sam) == []
    add_space_member(cast.stone, cast.sam, "reader", by=cast.ada)
    run_jobs()
    assert [reason for reason, _text in told(cast.sam)] == ["mentioned"], "told on the day she may see it"
    assert [reason for reason, _text in told(cast.ben)] == ["answerer", "answerer"]


def test_in_the_inbox_read_done_muted_and_gone_with_the_right(cast: Cast, as_: SignIn, run_jobs: RunJobs) -> None:
    question = ask_question(cast.stone, Asked("Where is the key?"), by=cast.cleo)
    give_answer(question, by=cast.ben, said=Said("Under the stone."))
    run_jobs()
    cleo, address = as_(cast.cleo), f"/questions/{question.pk}/"
    inbox = cleo.get("/inbox/").content.decode()
    assert "Where is the key?" in inbox and f'href="{address}"' in inbox
    assert f"{address}reading/" in cleo.get(address).content.decode()
    assert as_(cast.sam).post(f"{address}reading/").status_code == 404
    assert cleo.post(f"{address}reading/").status_code == 204
    assert not Notification.objects.filter(user=cast.cleo, read_at=None).exists()
    assert f"{address}reading/" not in cleo.get(address).content.decode()
    upto = Notification.objects.filter(user=cast.cleo).latest("pk").pk
    assert cleo.post("/inbox/completions/", {"question": question.pk, "upto": upto}).status_code == 204
    assert told(cast.cleo) == []
    assert "Where is the key?" in cleo.get("/inbox/?tab=done").content.decode()
    give_answer(question, by=cast.ada, said=Said("Or in the drawer."))
    run_jobs()
    assert len(told(cast.cleo)) == 1
    membership = SpaceMember.objects.get(space=cast.stone, user=cast.cleo)
    remove_space_member(membership, by=cast.ada)
    assert told(cast.cleo) == [] and "Where is the key?" not in cleo.get("/inbox/").content.decode()
    add_space_member(cast.stone, cast.cleo, "commenter", by=cast.ada)
    assert cleo.delete(f"{address}watch/").status_code == 200
    give_answer(question, by=cast.ada, said=Said("Or lost."))
    run_jobs()
    assert len(told(cast.cleo)) == 1, "muted: only what asks her by name"
    assert "Where is the key?" in cleo.get("/watches/").content.decode()
    assert cleo.post(f"{address}watch/").status_code == 200
    assert as_(cast.sam).post("/spaces/STONE/questions/watch/").status_code == 404


def test_telling_many_costs_no_more_queries_than_a_few(cast: Cast, run_jobs: RunJobs) -> None:
    counts = []
    for many in (3, 30):
        question = ask_question(cast.moss, Asked(f"Question for {many}?"), by=cast.ben)
        people = [User(email=f"v{many}-{n}@example.org", name=f"V{n}") for n in range(many)]
        people = User.objects.bulk_create(people)
        SpaceMember.objects.bulk_create(
            SpaceMember(space=cast.moss, user=user, role="reader", added_by=cast.ada) for user in people
        )
        Vote.objects.bulk_create(Vote(question=question, user=user) for user in people)
        unwatch_question(question, by=people[0])
        give_answer(question, by=cast.ada, said=Said("Yes."))
        run_jobs()
        answered = Event.objects.get(name="question.answered", target_id=question.pk)
        assert Notification.objects.filter(event=answered, reason="voter").count() == many - 1
        Notification.objects.filter(event=answered).delete()
        with CaptureQueriesContext(connection) as queries:
            notify(answered)
        counts.append(len(queries))
    assert counts[0] == counts[1], counts
    assert Question.objects.exclude(answered_at=None).count() == 2
