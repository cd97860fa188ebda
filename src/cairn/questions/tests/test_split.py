"""A question that asks two things becomes two, and one again."""

from urllib.parse import urlencode

from tests.cast import Cast, SignIn

from cairn.questions.models import Question, Revision, Session
from cairn.questions.operations import accept_answer, add_remark, delete_answer, give_answer, vote_for_question
from cairn.questions.tests.browser import FORM, nobody, tickets
from cairn.questions.writing import Said

TWO = {"title": "Which stone first?", "body": "", "second_title": "Who pays for it?", "second_body": "All of **it**"}


def sent(**more: object) -> dict[str, str]:
    return {"data": urlencode({**TWO, **more}, doseq=True), "content_type": FORM}


def test_everybody_s_vote_stands_on_both_and_answers_go_where_the_host_says(
    cast: Cast, as_: SignIn, session: Session, question: Question
) -> None:
    address, ben = f"/questions/{question.pk}/split/", as_(cast.ben)
    for user in (cast.gus, cast.cleo):
        vote_for_question(question.pk, by=user)
    stays, goes = (give_answer(question, by=cast.cleo, said=Said(words)) for words in ("The flat one", "The town"))
    assert as_(cast.sam).put(address, **sent()).status_code == 404
    assert as_(cast.ravi).put(address, **sent()).status_code == 403, "who asked it does not split it"
    assert ben.put(address, **sent(second_title=TWO["title"])).status_code == 422
    assert ben.put(address, **sent(moved=[goes.pk])).status_code == 200
    second = Question.objects.exclude(pk=question.pk).get()
    question.refresh_from_db()
    assert (question.title, second.title, second.text) == (TWO["title"], TWO["second_title"], "All of it")
    assert (question.votes, second.votes) == (2, 2) and second.asker == cast.ravi
    assert list(question.given.all()) == [stays] and list(second.given.all()) == [goes]
    assert (question.answers, second.answers) == (1, 1)
    assert set(second.labels.values_list("name", flat=True)) == {"stones"}
    assert Revision.objects.get().by == cast.ben, "its history says who split it"
    goes.refresh_from_db()
    accept_answer(goes, by=cast.ravi)
    new = give_answer(second, by=cast.cleo, said=Said("The guild"))
    assert ben.delete(f"/questions/{second.pk}/split/").status_code == 409, "somebody has answered the second alone"
    assert "Undo the split" not in ben.get(second.get_absolute_url()).content.decode()
    delete_answer(new, by=cast.cleo)
    assert "Undo the split" in ben.get(second.get_absolute_url()).content.decode()
    assert ben.delete(f"/questions/{second.pk}/split/").status_code == 200
    question.refresh_from_db()
    assert list(question.given.standing()) == [stays, goes] and question.answers == 2
    assert question.acceptance.answer == goes and question.title == "Which stone first?"


def test_undone_it_is_as_it_was_with_the_votes_that_came_meanwhile(
    cast: Cast, as_: SignIn, session: Session, question: Question
) -> None:
    ben, before = as_(cast.ben), (question.title, question.html)
    vote_for_question(question.pk, by=cast.gus)
    for _twice in range(2):
        assert ben.put(f"/questions/{question.pk}/split/", **sent(title="First?")).status_code == 200
        second = Question.objects.exclude(pk=question.pk).get()
        if _twice:
            vote_for_question(second.pk, by=cast.cleo)
        assert as_(cast.ravi).delete(f"/questions/{second.pk}/split/").status_code == 403
        assert ben.delete(f"/questions/{second.pk}/split/").status_code == 200
    question.refresh_from_db()
    assert (question.title, question.html) == before and question.votes == 2
    assert ben.delete(f"/questions/{question.pk}/split/").status_code == 409


def test_an_anonymous_asker_has_both_with_one_key(cast: Cast, as_: SignIn, session: Session) -> None:
    ticket, other = tickets(as_(cast.ravi), session, 2)
    assert nobody(session, ticket, title="One and two?").status_code == 201
    question = Question.objects.get()
    for turn in (1, 2):
        assert as_(cast.ben).put(f"/questions/{question.pk}/split/", **sent(title=f"One {turn}?")).status_code == 200
    parts = Question.objects.filter(split_from=question).order_by("pk")
    assert [part.split_part for part in parts] == [1, 2] and all(part.is_anonymous for part in parts)
    for part in parts:
        no = str(part.split_part)
        assert nobody(session, other, "PUT", title="Not hers", part=no).status_code == 404
        assert nobody(session, ticket, "PUT", title=f"Mine {no}", part=no).json()["question"] == part.pk
        page = as_(cast.gus).get(part.get_absolute_url()).content.decode()
        assert f'data-of="{question.pk}" data-part="{no}"' in page and "Ravi" not in page.split("question-page")[1]
    assert nobody(session, ticket, title="A fourth?", part="3").status_code == 404, "no question more for one ticket"
    add_remark(parts[0], by=cast.gus, said=Said("Good"))
    assert as_(cast.ben).delete(f"/questions/{parts[0].pk}/split/").status_code == 409
    assert nobody(session, ticket, "DELETE", part="2").json()["state"] == "withdrawn"
