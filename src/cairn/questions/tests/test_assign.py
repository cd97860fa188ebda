"""Which host answers a question, and what becomes of hers when she leaves."""

from tests.cast import Cast, SignIn

from cairn.people.operations import deactivate_person
from cairn.questions.models import Host, Question, Session
from cairn.questions.operations import ask_question, give_answer
from cairn.questions.tests.test_desk import form
from cairn.questions.writing import Asked, Said


def test_a_host_is_given_a_question_and_hosts_alone_see_it(
    cast: Cast, as_: SignIn, session: Session, question: Question
) -> None:
    Host.objects.create(session=session, user=cast.cleo, position=2)
    address, ben = f"/questions/{question.pk}/assignment/", as_(cast.ben)
    for user, status in ((cast.sam, 404), (cast.ravi, 403), (cast.gus, 403)):
        assert as_(user).put(address, **form(to=cast.cleo.pk)).status_code == status
    for nobody in (cast.ravi.pk, 10**9):
        assert ben.put(address, **form(to=nobody)).status_code == 422, "no host of it"
    assert ben.put(address, **form(to=cast.cleo.pk)).status_code == 200
    words = "Cleo answers this"
    for address in (f"/pages/{session.page_id}/", question.get_absolute_url()):
        assert words in ben.get(address).content.decode()
        assert words not in as_(cast.ravi).get(address).content.decode()
    assert "You answer this" in as_(cast.cleo).get(question.get_absolute_url()).content.decode()


def test_what_a_host_was_to_answer_waits_for_another_when_she_leaves(
    cast: Cast, as_: SignIn, session: Session, question: Question, run_jobs
) -> None:  # type: ignore[no-untyped-def]
    ben, other = as_(cast.ben), ask_question(session, Asked("Who pays?"), by=cast.gus)
    last = ask_question(session, Asked("Who knows?"), by=cast.gus)
    for user in (cast.cleo, cast.ravi):
        Host.objects.create(session=session, user=user, position=2)
    for asked, user in ((question, cast.cleo), (other, cast.ravi), (last, cast.ravi)):
        assert ben.put(f"/questions/{asked.pk}/assignment/", **form(to=user.pk)).status_code == 200
    give_answer(other, by=cast.ravi, said=Said("We do"))
    assert as_(cast.cleo).delete(f"/ama-hosts/{session.hosts.get(user=cast.cleo).pk}/").status_code == 200
    deactivate_person(cast.ravi, by=cast.ada)
    run_jobs()
    given = dict(Question.objects.values_list("pk", "assigned_to"))
    assert given == {question.pk: None, other.pk: cast.ravi.pk, last.pk: None}, "what she has answered stays hers"


def test_the_desk_shows_a_host_what_is_hers(cast: Cast, as_: SignIn, session: Session, question: Question) -> None:
    Host.objects.create(session=session, user=cast.cleo, position=2)
    other = ask_question(session, Asked("Who pays?"), by=cast.gus)
    as_(cast.ben).put(f"/questions/{question.pk}/assignment/", **form(to=cast.cleo.pk))
    address = f"/ama/{session.pk}/desk/"
    assert [as_(user).get(address).status_code for user in (cast.sam, cast.ravi, cast.cleo)] == [404, 403, 200]
    shown = {
        show: as_(cast.cleo).get(f"{address}?show={show}", headers={"HX-Request": "true"}).content.decode()
        for show in ("open", "mine", "nobody")
    }
    found = {show: [each.pk for each in (question, other) if f'id="desk-{each.pk}"' in shown[show]] for show in shown}
    assert found == {"open": [question.pk, other.pk], "mine": [question.pk], "nobody": [other.pk]}
