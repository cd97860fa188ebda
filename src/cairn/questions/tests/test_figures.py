"""Figures of a session and of a space's everyday questions: the numbers, what is not counted, and who sees them."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import Cast, SignIn

from cairn.core.clock import now
from cairn.core.spread import spread_of
from cairn.people.models import User
from cairn.questions.figures.facts import facts_of_session, facts_of_space
from cairn.questions.figures.figures import Figures, by_wait
from cairn.questions.models import Acceptance, Answer, Question, Session, State, Tagged

BEGAN = timedelta(days=2)


def asked(cast: Cast, session: Session | None, title: str, asker: User | None, **more: object) -> Question:
    place = session.page.space if session else cast.stone
    values = {"asker": asker, "at": now() - BEGAN, **more}
    return Question.objects.create(space=place, session=session, title=title, **values)


def answered(question: Question, by: User, hours: float, *, is_host: bool = False) -> Answer:
    at = question.at + timedelta(hours=hours)
    return Answer.objects.create(question=question, by=by, body={}, html="", text="Yes", at=at, is_host=is_host)


def filled(cast: Cast, session: Session) -> list[Question]:
    """Five that are answered after 1, 2, 3, 4 and 30 hours, one of nobody, one that waits in the list, and the rest."""
    found = [asked(cast, session, f"Question {n}?", cast.ravi, votes=n) for n in range(5)]
    for question, hours in zip(found, (1, 2, 3, 4, 30), strict=True):
        answered(question, cast.ben, hours, is_host=True)
    first = answered(found[0], cast.cleo, 2)
    Acceptance.objects.create(question=found[0], answer=first, by=cast.ravi)
    answered(found[1], cast.cleo, 5)
    nobody = asked(cast, session, "=Who pays?", None, key_hash="k", votes=7)
    answered(nobody, cast.cleo, 1)
    asked(cast, session, "Still open?", cast.gus)
    for state in (State.DECLINED, State.QUEUED, State.WITHDRAWN):
        asked(cast, session, f"Hidden {state}", cast.gus, state=state, votes=50)
    return found


def test_what_is_counted_of_a_session(cast: Cast, session: Session) -> None:
    filled(cast, session)
    facts = facts_of_session(session)
    figures = Figures.of(facts)
    assert (figures.asked, figures.answered, figures.votes) == (7, 6, 17)
    assert figures.community == 33, "two of six: the accepted answer counts, else the first"
    assert figures.first is not None and figures.first.median == timedelta(hours=3)
    assert (figures.first.low, figures.first.high) == (timedelta(hours=2), timedelta(hours=4))
    assert (figures.first_words, figures.spread_words) == ("3 hours", "half of them between 2 hours and 4 hours")
    assert [count for _label, count in by_wait(facts)] == [1, 3, 1, 0, 0], "of nobody's only the hour is known"


def test_they_stand_on_the_page_after_the_close_for_all_who_see_it(cast: Cast, as_: SignIn, session: Session) -> None:
    filled(cast, session)
    page = f"/pages/{session.page_id}/"
    assert "first answer after" not in as_(cast.ravi).get(page).content.decode()
    session.closes_at = now() - timedelta(minutes=1)
    session.save()
    html = as_(cast.gus).get(page).content.decode()
    assert "7 questions" in html and "first answer after 3 hours (median)" in html and "17 votes" in html
    html = as_(cast.gus).get(f"/ama/{session.pk}/figures/").content.decode()
    assert "half of them between 2 hours and 4 hours" in html and "86 %" in html and "33 %" in html
    assert "Cleo" not in html and "Ben" not in html, "nobody is named, so nobody is ranked"
    table = b"".join(as_(cast.gus).get(f"/ama/{session.pk}/figures/csv/")).decode()  # type: ignore[call-overload]
    assert table.count("\n") == 8 and "Hidden" not in table and "'=Who pays?" in table and "Cleo" not in table
    for address in (page, f"/ama/{session.pk}/figures/", f"/ama/{session.pk}/figures/csv/"):
        assert as_(cast.sam).get(address).status_code == 404


def test_everyday_questions_of_a_space(cast: Cast, as_: SignIn, session: Session) -> None:
    filled(cast, session)
    address = "/spaces/STONE/questions/figures/"
    assert "Nothing has been asked here yet" in as_(cast.ravi).get(address).content.decode()
    for title, by in (("Called?", cast.cleo), ("Found?", cast.ben), ("Own?", cast.ravi)):
        answered(asked(cast, None, title, cast.ravi), by, 5)
    Tagged.objects.create(question=Question.objects.get(title="Called?"), user=cast.cleo)
    asked(cast, None, "From elsewhere?", None, source="bicycles-meta/1", votes=40)
    figures = Figures.of(facts_of_space(cast.ravi, cast.stone))
    assert (figures.asked, figures.answered, figures.votes, figures.community) == (3, 3, 0, 33)
    assert figures.spread_words == "", "of three no half is said"
    html = as_(cast.ravi).get(address).content.decode()
    assert "1 imported question is not counted" in html and "month by month" in html and "5 hours" in html
    assert as_(cast.sam).get(address).status_code == 404
    assert as_(cast.sam).get(f"{address}csv/").status_code == 404


def test_they_cost_the_same_queries_however_many_there_are(cast: Cast, as_: SignIn, session: Session) -> None:
    counts, ravi = [], as_(cast.ravi)
    ravi.get("/")
    for many in (2, 40):
        for n in range(many):
            answered(asked(cast, None, f"How {n}?", cast.gus), cast.cleo, n)
        with CaptureQueriesContext(connection) as queries:
            ravi.get("/spaces/STONE/questions/figures/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_middle_and_the_middle_half() -> None:
    hours = [timedelta(hours=n) for n in (9, 1, 5, 3, 1000)]
    found = spread_of(hours)
    assert found and (found.median, found.low, found.high) == (hours[2], hours[3], hours[0])
    assert spread_of([]) is None and spread_of(hours[:3]).low is None  # type: ignore[union-attr]
