"""Answering live: what is on the screen, who puts it there, what counts as answered."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import Cast, SignIn

from cairn.questions.models import Question, Session, Turn
from cairn.questions.operations import ask_question, pin_question, vote_for_question
from cairn.questions.tests.test_desk import HTMX, form
from cairn.questions.writing import Asked


def test_hosts_put_questions_on_the_screen_that_everybody_follows(
    cast: Cast, as_: SignIn, session: Session, question: Question
) -> None:
    address, ben, ravi = f"/ama/{session.pk}/live/", as_(cast.ben), as_(cast.ravi)
    other, pinned = (ask_question(session, Asked(title), by=cast.gus) for title in ("Who pays?", "Who begins?"))
    vote_for_question(other.pk, by=cast.cleo)
    pin_question(pinned, by=cast.ben)
    assert as_(cast.sam).get(address).status_code == 404
    assert ravi.put(address, **form(question=question.pk)).status_code == 403
    waits = ben.get(address, headers=HTMX).content.decode()
    assert waits.index("Who begins?") < waits.index("Who pays?") < waits.index("Which stone first?")
    assert 'data-key="next"' in waits and "data-key" not in ravi.get(address).content.decode()
    for asked in (pinned, other):
        assert ben.put(address, **form(question=asked.pk), headers=HTMX).status_code == 200
    waits = ben.get(address, headers=HTMX).content.decode().split("live-next")[1]
    assert waits.index("Which stone first?") < waits.index("Who begins?"), "what was passed over comes last"
    first, second = Turn.objects.all()
    assert first.ended_at == second.began_at and second.ended_at is None
    shown = ravi.get(f"/pages/{session.page_id}/").content.decode()
    assert "Now being answered" in shown and shown.split("Now being answered")[1].index("Who pays?") < 200
    assert ravi.delete(address).status_code == 403 and ben.delete(address).status_code == 200
    assert "Now being answered" not in ravi.get(f"/ama/{session.pk}/").content.decode()


def test_answered_live_is_marked_and_unanswered_until_words_are_there(
    cast: Cast, as_: SignIn, session: Session, question: Question
) -> None:
    address, ben = f"/questions/{question.pk}/said-live/", as_(cast.ben)
    assert as_(cast.ravi).put(address).status_code == 403
    ben.put(f"/ama/{session.pk}/live/", **form(question=question.pk))
    for _twice in range(2):
        assert ben.put(address).status_code == 200
    assert Turn.objects.get().answered_at is not None
    for place in (f"/pages/{session.page_id}/?sort=unanswered", question.get_absolute_url()):
        shown = as_(cast.ravi).get(place).content.decode()
        assert "Answered live" in shown and question.title in shown
    assert "live-next" not in ben.get(f"/ama/{session.pk}/live/").content.decode(), "nothing waits any more"
    assert ben.delete(address).status_code == 200
    assert Turn.objects.get().answered_at is None


def test_the_screen_costs_the_same_however_many_wait(cast: Cast, as_: SignIn, session: Session) -> None:
    ben, counts = as_(cast.ben), []
    ben.get("/")  # notes that he was here
    for many in (2, 40):
        Question.objects.bulk_create(
            Question(space=cast.stone, session=session, asker=cast.ravi, title=f"Question {n}?") for n in range(many)
        )
        with CaptureQueriesContext(connection) as queries:
            ben.get(f"/ama/{session.pk}/live/")
        counts.append(len(queries))
    assert counts[1] <= counts[0]
