""" "Answered in": a question points to another one or to a page; their voters are counted together, each once."""

from collections.abc import Callable

from django.test import Client
from tests.cast import Cast, SignIn

from cairn.pages.operations import create_page, publish_page, trash_page
from cairn.questions.models import Question, Session
from cairn.questions.operations import ask_question, give_answer, vote_for_question
from cairn.questions.writing import Asked, Said


def knock(client: Client, verb: str, question: Question, place: str = "") -> int:
    address = f"/questions/{question.pk}/elsewhere/"
    return client.generic(verb, address, f"place={place}", "application/x-www-form-urlencoded").status_code


def answered(place: object, title: str, cast: Cast) -> Question:
    question = ask_question(place, Asked(title), by=cast.ben)  # type: ignore[arg-type]
    give_answer(question, said=Said("The flat one, on sand."), by=cast.ben)
    return question


def votes(*questions: Question) -> list[int]:
    return [Question.objects.get(pk=each.pk).votes for each in questions]


def test_voters_are_counted_together_until_it_is_taken_back(cast: Cast, as_: SignIn, question: Question) -> None:
    there = answered(cast.stone, "Which stone goes first?", cast)
    far = answered(cast.moss, "How are stones laid?", cast)
    for user, asked in ((cast.gus, question), (cast.gus, there), (cast.cleo, there), (cast.ada, question)):
        vote_for_question(asked.pk, by=user)
    assert [knock(as_(user), "PUT", question, f"question:{there.pk}") for user in (cast.sam, cast.gus, cast.cleo)] == [
        404, 403, 403,
    ]  # fmt: skip
    assert votes(question, there) == [2, 2]
    assert knock(as_(cast.ravi), "PUT", question, f"question:{there.pk}") == 200, "she asked it"
    assert votes(question, there) == [2, 3], "Gus once"
    assert as_(cast.ravi).put(f"/questions/{question.pk}/vote/").json()["votes"] == 3
    assert votes(there) == [4]
    assert knock(as_(cast.ben), "PUT", there, f"question:{far.pk}") == 200
    assert votes(far) == [4], "what counts there counts further on"
    assert as_(cast.gus).delete(f"/questions/{far.pk}/vote/").status_code == 404
    assert as_(cast.ravi).delete(f"/questions/{there.pk}/vote/").json()["votes"] == 3, "hers goes where it stood"
    assert votes(question, there, far) == [2, 3, 3]
    assert knock(as_(cast.gus), "DELETE", question) == 403
    assert knock(as_(cast.ben), "DELETE", question) == 200
    assert votes(question, there, far) == [2, 2, 2]
    assert knock(as_(cast.ben), "DELETE", there) == 200
    assert votes(question, there, far) == [2, 2, 0]
    assert not Question.objects.filter(is_joined=True).exists()


def test_after_it_and_other_deeds_of_the_desk_one_press_takes_it_back(
    cast: Cast, as_: SignIn, session: Session, question: Question
) -> None:
    there, ben = answered(session, "Which stone last?", cast), as_(cast.ben)
    deeds = {"elsewhere": f"place=question:{there.pk}", "union": f"into={there.pk}", "pin": ""}
    for deed, typed in deeds.items():
        address = f"/questions/{question.pk}/{deed}/"
        answer = ben.put(address, typed, content_type="application/x-www-form-urlencoded")
        assert f'hx-delete="{address}"' in answer.content.decode(), "Undo"
        assert as_(cast.gus).delete(address).status_code == 403
        assert ben.delete(address).status_code == 200
    question.refresh_from_db()
    assert (question.answered_in_question, question.merged_into, question.pinned_at) == (None, None, None)


def test_no_circle_whichever_way_they_were_joined(cast: Cast, as_: SignIn, session: Session) -> None:
    ben = as_(cast.ben)
    one, two, three = (answered(session, f"Number {n}?", cast) for n in range(3))
    assert knock(ben, "PUT", one, f"question:{one.pk}") == 409
    assert knock(ben, "PUT", one, f"question:{two.pk}") == 200
    assert knock(ben, "PUT", two, f"question:{three.pk}") == 200
    assert knock(ben, "PUT", three, f"question:{one.pk}") == 409
    merge = {"data": f"into={one.pk}", "content_type": "application/x-www-form-urlencoded"}
    assert ben.put(f"/questions/{three.pk}/union/", **merge).status_code == 409
    assert knock(ben, "DELETE", two) == 200
    assert ben.put(f"/questions/{three.pk}/union/", **merge).status_code == 200
    assert knock(ben, "PUT", two, f"question:{three.pk}") == 409, "three is one now, and one is answered in two"
    waiting = ask_question(session, Asked("Number 4?"), by=cast.ravi)
    assert knock(ben, "PUT", two, f"question:{waiting.pk}") == 409, "there is no answer"
    assert knock(ben, "PUT", waiting, "page:999") == 404 and knock(ben, "PUT", waiting) == 422


def test_it_counts_as_answered_and_leads_only_those_there_who_may_see_it(
    cast: Cast, as_: SignIn, session: Session, question: Question
) -> None:
    secret = publish_page(create_page(cast.moss, by=cast.ben, title="Stones of the north wall"), by=cast.ben).page
    assert "north wall" in as_(cast.ben).get(f"/questions/{question.pk}/places/?q=north").content.decode()
    assert as_(cast.cleo).get(f"/questions/{question.pk}/places/?q=north").status_code == 403
    draft = create_page(cast.stone, by=cast.ben, title="Draft")
    assert knock(as_(cast.ben), "PUT", question, f"page:{draft.pk}") == 422
    assert knock(as_(cast.ben), "PUT", question, f"page:{secret.pk}") == 200
    asked = f"/pages/{session.page_id}/?sort=unanswered"
    assert "Which stone first?" not in as_(cast.cleo).get(asked).content.decode()
    for address in (f"/pages/{session.page_id}/", question.get_absolute_url()):
        hers, his = (as_(user).get(address).content.decode() for user in (cast.ben, cast.gus))
        assert "north wall" in hers and "Answered elsewhere" not in hers, address
        assert "north wall" not in his and f"/pages/{secret.pk}/" not in his and "Answered elsewhere" in his
    trash_page(secret, by=cast.ben)
    assert "Which stone first?" in as_(cast.cleo).get(asked).content.decode(), "it waits again"
    assert "Answered elsewhere" not in as_(cast.gus).get(question.get_absolute_url()).content.decode()
    assert knock(as_(cast.ravi), "DELETE", question) == 200
    assert "Which stone first?" in as_(cast.cleo).get(asked).content.decode()


def test_similar_answered_ones_are_offered_first_and_never_what_she_may_not_see(
    cast: Cast, as_: SignIn, question: Question, run_jobs: Callable[[], None]
) -> None:
    near = answered(cast.stone, "Which stone is laid first?", cast)
    far = answered(cast.moss, "Which stone comes first?", cast)
    run_jobs()  # they can be found
    offered = as_(cast.ben).get(f"/questions/{question.pk}/places/").content.decode()
    assert {f"question:{near.pk}", f"question:{far.pk}"} <= set(offered.split('"')) and "Ask the masons" not in offered
    hers = as_(cast.ravi).get(f"/questions/{question.pk}/places/?q=stone").content.decode()
    assert f"question:{near.pk}" in hers and f'"question:{question.pk}"' not in hers
    assert f"question:{far.pk}" not in as_(cast.gus).get(far.get_absolute_url()).content.decode()
    there = near.get_absolute_url()
    assert knock(as_(cast.ravi), "PUT", question, f"question:{near.pk}") == 200
    page = as_(cast.cleo).get(there).content.decode()
    assert "Which stone first?" in page and "Answers these too" in page
