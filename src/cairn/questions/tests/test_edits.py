"""Other words are suggested, seen as a difference, taken or left; what was said before stays in the history."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.test import Client
from tests.cast import Cast, SignIn

from cairn.questions.models import Answer, Question, Session, SuggestedEdit
from cairn.questions.operations import change_answer, give_answer
from cairn.questions.tests.browser import FORM, nobody, tickets
from cairn.questions.wording import Wording
from cairn.questions.writing import Said


def rule(client: Client, edit: SuggestedEdit, **typed: str) -> int:
    return client.generic("PUT", f"/question-edits/{edit.pk}/", urlencode(typed), FORM).status_code


def mark(thing: Question | Answer) -> str:
    thing.refresh_from_db()
    return Wording.of(thing).mark


def test_an_answers_author_takes_other_words_and_both_names_stand_in_its_history(
    cast: Cast, as_: SignIn, question: Question, run_jobs: Callable[[], None]
) -> None:
    answer = give_answer(question, said=Said("The flat one, on wet sand."), by=cast.cleo)
    address, meant = f"/answers/{answer.pk}/edits/", {"body": "The flat one, on *dry* sand.", "why": "Wet sand moves"}
    assert as_(cast.sam).post(address, meant).status_code == 404
    assert as_(cast.cleo).post(address, meant).status_code == 403, "she changes it herself"
    assert as_(cast.gus).post(address, {"body": "The flat one, on wet sand."}).status_code == 422, "the same words"
    assert as_(cast.gus).post(address, {"body": "x" * 50_000}).status_code == 422
    assert as_(cast.gus).post(address, {"body": "The flat one."}).status_code == 200
    assert as_(cast.gus).post(address, meant).status_code == 200
    edit = SuggestedEdit.objects.get()
    run_jobs()
    assert "suggests other words" in as_(cast.cleo).get("/inbox/").content.decode()
    hers, ravis = (as_(user).get(question.get_absolute_url()).content.decode() for user in (cast.cleo, cast.ravi))
    assert "Wet sand moves" in hers and "<del" in hers and "Wet sand moves" not in ravis
    assert [rule(as_(user), edit, outcome="accepted", on=mark(answer)) for user in (cast.sam, cast.ravi, cast.gus)] == [
        404, 403, 403,
    ]  # fmt: skip
    seen = mark(answer)
    change_answer(answer, said=Said("The flat one, always on wet sand."), by=cast.cleo)
    assert rule(as_(cast.cleo), edit, outcome="accepted", on=seen) == 409, "the words are others by now"
    edit.refresh_from_db()
    assert edit.state == "waiting"
    assert "was changed since" in as_(cast.cleo).get(question.get_absolute_url()).content.decode()
    assert rule(as_(cast.cleo), edit, outcome="accepted", on=mark(answer), word="Right") == 200
    assert rule(as_(cast.cleo), edit, outcome="refused") == 409, "once"
    answer.refresh_from_db()
    assert "<em>dry</em>" in answer.html and answer.by == cast.cleo
    history = as_(cast.ravi).get(f"/answers/{answer.pk}/history/").content.decode()
    assert "took what Gus suggested" in history and history.index("dry") < history.rindex("always")
    assert as_(cast.sam).get(f"/answers/{answer.pk}/history/").status_code == 404
    run_jobs()
    assert "took the words that you suggested" in as_(cast.gus).get("/inbox/").content.decode()


def test_a_questions_words_are_left_or_taken_back(cast: Cast, as_: SignIn, question: Question) -> None:
    address = f"/questions/{question.pk}/edits/"
    assert (
        as_(cast.gus).post(address, {"title": "Which stone is laid first?", "body": "The **flat** one?"}).status_code
        == 200
    )
    assert as_(cast.cleo).post(address, {"title": "Which first?"}).status_code == 200
    his, hers = SuggestedEdit.objects.all()
    assert as_(cast.cleo).delete(f"/question-edits/{his.pk}/").status_code == 409
    assert as_(cast.cleo).delete(f"/question-edits/{hers.pk}/").status_code == 200
    assert rule(as_(cast.ravi), his, outcome="refused", word="Mine is plainer") == 200
    question.refresh_from_db()
    assert question.title == "Which stone first?" and not question.revisions.exists()
    assert as_(cast.gus).post(address, {"title": "Which stone is laid first?"}).status_code == 200
    again = SuggestedEdit.objects.get(state="waiting")
    assert rule(as_(cast.ben), again, outcome="accepted", on=mark(question)) == 200, "a host may too"
    assert "laid" in as_(cast.cleo).get(f"/questions/{question.pk}/history/").content.decode()


def test_hosts_decide_for_a_question_without_a_name(cast: Cast, as_: SignIn, session: Session) -> None:
    ticket = tickets(as_(cast.gus), session)[0]
    question = Question.objects.get(pk=nobody(session, ticket, title="Why?").json()["question"])  # type: ignore[attr-defined]
    assert as_(cast.cleo).post(f"/questions/{question.pk}/edits/", {"title": "Why now?"}).status_code == 200
    edit = SuggestedEdit.objects.get()
    assert rule(as_(cast.gus), edit, outcome="accepted", on=mark(question)) == 403
    assert rule(as_(cast.ben), edit, outcome="accepted", on=mark(question)) == 200
    assert "Anonymous" not in as_(cast.cleo).get(f"/questions/{question.pk}/history/").content.decode()
