"""Under questions and answers: signs, remarks that are changed, follow-ups that become questions, and whom one may name."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.test import Client
from tests.cast import Cast, SignIn

from cairn.people.models import User
from cairn.questions.models import Question, Reacted, Remark, Session
from cairn.questions.operations import add_remark, ask_question, delete_answer, delete_remark, give_answer
from cairn.questions.tests.browser import FORM
from cairn.questions.writing import Asked, Said


def put(client: Client, address: str, **typed: str) -> int:
    return client.generic("PUT", address, urlencode(typed), FORM).status_code


def test_signs_are_put_once_seen_with_their_people_and_taken_back(
    cast: Cast, as_: SignIn, question: Question, django_assert_max_num_queries: Callable[..., object]
) -> None:
    answer = give_answer(question, said=Said("The flat one."), by=cast.ben)
    remark = add_remark(answer, said=Said("Always?"), by=cast.gus)
    for thing in (f"questions/{question.pk}", f"answers/{answer.pk}", f"remarks/{remark.pk}"):
        address = f"/{thing}/reactions/thinking/"
        assert [put(as_(user), address) for user in (cast.sam, cast.gus, cast.gus, cast.cleo)] == [404, 200, 200, 200]
        assert put(as_(cast.gus), f"/{thing}/reactions/rofl/") == 422
    assert Reacted.objects.count() == 6
    cleo = as_(cast.cleo)
    with django_assert_max_num_queries(32):
        page = cleo.get(question.get_absolute_url()).content.decode()
    assert page.count("Thinking about it: Gus and Cleo") == 6, "in words, twice for each"
    assert "/spaces/STONE/tree/?page=" in page, "the pages of the space stand beside it"
    assert as_(cast.gus).delete(f"/answers/{answer.pk}/reactions/thinking/").status_code == 200
    assert set(Reacted.objects.filter(answer=answer).values_list("by", flat=True)) == {cast.cleo.pk}
    everyday = ask_question(cast.stone, Asked("Who has the rope?"), by=cast.cleo)
    assert put(as_(cast.ravi), f"/questions/{everyday.pk}/reactions/agree/") == 403, "who may not comment there"


def test_a_remark_is_changed_by_who_wrote_it(cast: Cast, as_: SignIn, question: Question) -> None:
    remark = add_remark(question, said=Said("Wich one?"), by=cast.gus)
    address = f"/remarks/{remark.pk}/"
    assert [put(as_(user), address, body="Which one?") for user in (cast.sam, cast.ben, cast.gus)] == [404, 403, 200]
    assert put(as_(cast.gus), address, body=" ") == 422
    assert as_(cast.gus).get(f"{address}edit/").content.decode().count("Which one?") == 1
    page = as_(cast.ravi).get(question.get_absolute_url()).content.decode()
    assert "Which one?" in page and "Wich" not in page


def test_a_follow_up_becomes_a_question_once_and_each_leads_to_the_other(
    cast: Cast, as_: SignIn, session: Session, question: Question
) -> None:
    answer = give_answer(question, said=Said("The flat one."), by=cast.ben)
    remark = add_remark(answer, said=Said("And in **rain**?"), by=cast.gus)
    address = f"/remarks/{remark.pk}/question/"
    assert [as_(user).post(address).status_code for user in (cast.sam, cast.cleo)] == [404, 403]
    assert {as_(user).post(address).status_code for user in (cast.gus, cast.ben)} <= {200, 303}
    made = Question.objects.exclude(pk=question.pk).get()
    assert (made.title, made.asker, made.session) == ("And in rain?", cast.gus, session)
    assert made.get_absolute_url() in as_(cast.cleo).get(question.get_absolute_url()).content.decode()
    assert "A follow-up to" in as_(cast.cleo).get(made.get_absolute_url()).content.decode()
    session.allows = {**session.allows, "open": ["vote", "answer"]}
    session.save()
    late = add_remark(answer, said=Said("And in snow?"), by=cast.gus)
    assert as_(cast.gus).post(f"/remarks/{late.pk}/question/").status_code == 409, "no more questions are taken"
    assert as_(cast.ben).post(f"/remarks/{late.pk}/question/").status_code in (200, 303), "but by a host"
    assert Remark.objects.get(pk=late.pk).became


def test_whom_one_may_name_is_who_can_see_it(cast: Cast, as_: SignIn, session: Session) -> None:
    User.objects.filter(pk=cast.sam.pk).update(name="Gustav")
    for address in (f"/ama/{session.pk}/people/", "/spaces/STONE/questions/people/"):
        assert as_(cast.sam).get(address).status_code == 404
        assert [each["name"] for each in as_(cast.cleo).get(f"{address}?q=gus").json()["people"]] == ["Gus"]


def test_what_was_taken_away_stands_in_no_inbox(cast: Cast, question: Question, run_jobs: Callable[[], None]) -> None:
    answer = give_answer(question, said=Said("The flat one, I fear."), by=cast.ben)
    remark = add_remark(question, said=Said("Nobody knows, I fear."), by=cast.gus)
    run_jobs()
    told = cast.ravi.notifications.filter(excerpt__contains="I fear")
    assert told.count() == 2
    delete_answer(answer, by=cast.ben)
    delete_remark(remark, by=cast.gus)
    run_jobs()
    assert not told.exists() and cast.ravi.notifications.count() == 2
