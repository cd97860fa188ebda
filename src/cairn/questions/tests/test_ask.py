"""Asking under one's name, voting, answering and accepting, as browsers do it."""

from datetime import timedelta

from tests.cast import Cast, SignIn

from cairn.core.clock import now
from cairn.questions.models import Question, Session

HTMX = {"HX-Request": "true"}


def test_whoever_sees_the_page_asks_and_strangers_do_not(cast: Cast, as_: SignIn, session: Session) -> None:
    address = f"/ama/{session.pk}/questions/"
    sent = {
        "title": "  Why\n cairns? ",
        "body": "<script>alert(1)</script>\n\n**really** @Cleo",
        "labels": "Way, #stones",
    }
    assert as_(cast.gus).post(address, sent, headers=HTMX).status_code == 200
    asked = Question.objects.get()
    assert asked.title == "Why cairns?" and asked.asker == cast.gus and asked.space == cast.stone
    assert "<script" not in asked.html and "<strong>really</strong>" in asked.html
    assert {label.name for label in asked.labels.all()} == {"way", "stones"}
    assert as_(cast.sam).post(address, sent).status_code == 404
    page = as_(cast.ravi).get(f"/pages/{session.page_id}/").content.decode()
    assert "Why cairns?" in page and "#stones" in page
    assert as_(cast.ravi).get(asked.get_absolute_url()).status_code == 200
    assert as_(cast.sam).get(asked.get_absolute_url()).status_code == 404


def test_what_is_sent_twice_is_asked_once(cast: Cast, as_: SignIn, session: Session) -> None:
    for _turn in range(2):
        as_(cast.ravi).post(f"/ama/{session.pk}/questions/", {"title": "Why?", "sending": "a-b-c"}, headers=HTMX)
    assert Question.objects.count() == 1


def test_too_long_or_empty_comes_back_with_the_text(cast: Cast, as_: SignIn, session: Session) -> None:
    address = f"/ama/{session.pk}/questions/"
    ravi = as_(cast.ravi)
    for sent in ({"title": "x" * 301}, {"title": " "}, {"title": "Why?", "body": "word " * 10_000}):
        answer = ravi.post(address, sent, headers=HTMX)
        assert answer.status_code == 422 and sent.get("body", sent["title"])[:300] in answer.content.decode()
    assert not Question.objects.exists()


def test_nothing_is_taken_after_the_close(cast: Cast, as_: SignIn, session: Session, question: Question) -> None:
    session.closes_at = now() - timedelta(minutes=1)
    session.save()
    ravi = as_(cast.ravi)
    late = ravi.post(f"/ama/{session.pk}/questions/", {"title": "Too late?"}, headers=HTMX)
    assert late.status_code == 409 and "Too late?" in late.content.decode()
    assert ravi.put(f"/questions/{question.pk}/vote/").status_code == 409
    question.refresh_from_db()
    assert question.votes == 0 and Question.objects.count() == 1


def test_a_vote_counts_once_and_can_be_taken_back(cast: Cast, as_: SignIn, question: Question) -> None:
    address = f"/questions/{question.pk}/vote/"
    for user, count in ((cast.gus, 1), (cast.gus, 1), (cast.cleo, 2)):
        assert as_(user).put(address).json() == {"question": question.pk, "votes": count, "voted": True}
    assert as_(cast.gus).delete(address).json()["votes"] == 1
    assert as_(cast.gus).delete(address).json()["votes"] == 1
    assert as_(cast.sam).put(address).status_code == 404
    assert as_(cast.gus).put(f"/questions/{10**30}/vote/").status_code == 404
    question.refresh_from_db()
    assert question.votes == question.cast.count() == 1


def test_hosts_answers_are_marked_and_one_is_accepted(cast: Cast, as_: SignIn, question: Question) -> None:
    for user, words in ((cast.cleo, "Any stone"), (cast.ben, "The flat one")):
        assert as_(user).post(f"/questions/{question.pk}/answers/", {"body": words}, headers=HTMX).status_code == 200
    by_cleo, by_ben = question.given.order_by("pk")
    assert (by_cleo.is_host, by_ben.is_host) == (False, True)
    assert as_(cast.cleo).put(f"/answers/{by_cleo.pk}/acceptance/").status_code == 403
    for answer in (by_cleo, by_ben):
        assert as_(cast.ravi).put(f"/answers/{answer.pk}/acceptance/").status_code == 200
    question.refresh_from_db()
    assert question.acceptance.answer == by_ben and question.answers == 2
    shown = as_(cast.ravi).get(question.get_absolute_url()).content.decode()
    assert shown.index("The flat one") < shown.index("Any stone") and "Accepted" in shown
    assert as_(cast.ben).delete(f"/answers/{by_cleo.pk}/").status_code == 200
    question.refresh_from_db()
    assert question.answers == 1
