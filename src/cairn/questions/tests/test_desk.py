"""The hosts' desk, and what the list costs however long it is."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar
from tests.cast import Cast, SignIn

from cairn.core.clock import now
from cairn.questions.models import Question, Session, State
from cairn.questions.operations import ask_question, vote_for_question
from cairn.questions.similar import similar_to
from cairn.questions.writing import Asked

HTMX = {"HX-Request": "true"}


def form(**fields: object) -> dict[str, str]:
    return {
        "data": "&".join(f"{k}={v}" for k, v in fields.items()),
        "content_type": "application/x-www-form-urlencoded",
    }


def test_what_waits_is_seen_by_hosts_and_its_asker_until_it_is_let_in(
    cast: Cast, as_: SignIn, session: Session
) -> None:
    session.approve_first = True
    session.save()
    question = ask_question(session, Asked("Who pays?"), by=cast.ravi)
    assert question.state == State.QUEUED
    seen = [as_(user).get(question.get_absolute_url()).status_code for user in (cast.gus, cast.ravi, cast.ben)]
    assert seen == [404, 200, 200]
    assert "Who pays?" not in as_(cast.gus).get(f"/ama/{session.pk}/questions/", headers=HTMX).content.decode()
    assert "Who pays?" in as_(cast.ben).get(f"/ama/{session.pk}/desk/").content.decode()
    assert as_(cast.ravi).put(f"/questions/{question.pk}/vote/").status_code == 403
    assert as_(cast.cleo).put(f"/questions/{question.pk}/approval/").status_code == 404
    assert as_(cast.ben).put(f"/questions/{question.pk}/approval/").status_code == 200
    assert as_(cast.gus).get(question.get_absolute_url()).status_code == 200


def test_declined_with_a_reason_that_the_asker_reads(cast: Cast, as_: SignIn, question: Question) -> None:
    address, ben = f"/questions/{question.pk}/refusal/", as_(cast.ben)
    assert ben.put(address, **form(reason="")).status_code == 422
    assert ben.put(address, **form(reason="Asked and answered")).status_code == 200
    assert as_(cast.gus).get(question.get_absolute_url()).status_code == 404
    assert "Asked and answered" in as_(cast.ravi).get(question.get_absolute_url()).content.decode()
    assert as_(cast.gus).put(f"/questions/{question.pk}/vote/").status_code == 404


def test_united_votes_count_each_person_once_and_parting_brings_back_what_was(
    cast: Cast, as_: SignIn, session: Session, question: Question
) -> None:
    other = ask_question(session, Asked("Which stone goes first?"), by=cast.gus)
    for user, asked in ((cast.gus, question), (cast.gus, other), (cast.cleo, other)):
        vote_for_question(asked.pk, by=user)
    ben, address = as_(cast.ben), f"/questions/{question.pk}/union/"
    assert ben.put(address, **form(into=question.pk)).status_code == 409, "not into itself"
    united = ben.put(address, **form(into=other.pk))
    assert united.status_code == 200 and f'hx-delete="{address}"' in united.content.decode(), "with its undo"
    pages = [as_(user).get(question.get_absolute_url()).content.decode() for user in (cast.ben, cast.gus)]
    assert ["Part again" in page for page in pages] == [True, False]
    other.refresh_from_db()
    assert other.votes == 2
    assert ben.put(f"/questions/{other.pk}/union/", **form(into=question.pk)).status_code == 409, "not in a circle"
    assert as_(cast.gus).delete(f"/questions/{other.pk}/vote/").json()["votes"] == 1, "hers goes from both"
    assert ben.delete(address).status_code == 200
    for asked, votes in ((question, 0), (other, 1)):
        asked.refresh_from_db()
        assert asked.votes == votes


def test_ten_thousand_questions_cost_no_more_queries_than_a_few(cast: Cast, as_: SignIn, session: Session) -> None:
    ravi, counts = as_(cast.ravi), []
    ravi.get("/")  # notes that she was here
    for many in (3, 997):
        Question.objects.bulk_create(
            Question(space=cast.stone, session=session, asker=cast.ravi, title=f"Question {n}?", votes=n % 7, at=now())
            for n in range(many)
        )
        with CaptureQueriesContext(connection) as queries:
            page = ravi.get(f"/pages/{session.page_id}/?sort=votes").content.decode()
        counts.append(len(queries))
        assert page.count("question-card") >= 3
    assert counts[0] == counts[1] and page.count('<li class="card question-card') == 30
    more = ravi.get(f"/ama/{session.pk}/questions/?sort=votes&sheet=2", headers=HTMX).content.decode()
    assert more.count('<li class="card question-card') == 30 and "sheet=3" in more


def test_questions_like_it_are_offered_to_those_who_may_see_them(
    cast: Cast, as_: SignIn, session: Session, question: Question, run_jobs
) -> None:  # type: ignore[no-untyped-def]
    everyday = ask_question(cast.moss, Asked("Which stones are the flat stones?"), by=cast.sam)
    run_jobs()
    found = similar_to("which stone would you put first", cast.ravi, session)
    assert [each.question for each in found] == [question] and found[0].is_here
    words = {"X-Words": "which%20stone%20first", **HTMX}
    assert "Which stone first?" in as_(cast.gus).get(f"/ama/{session.pk}/similar/", headers=words).content.decode()
    assert (
        not similar_to("which stone first", cast.sam, cast.moss)
        or similar_to("stone first", cast.sam, cast.moss)[0].question == everyday
    )
    assert question not in [each.question for each in similar_to("which stone first", cast.sam, cast.moss)]


def test_moving_the_close_keeps_what_is_typed_and_offers_an_everyday_question(
    cast: Cast, as_: SignIn, session: Session
) -> None:
    session.closes_at = now() - timedelta(minutes=1)
    session.save()
    cleo = as_(cast.cleo)
    late = cleo.post(f"/ama/{session.pk}/questions/", {"title": "Too late?"}, headers=HTMX)
    assert late.status_code == 409 and "/spaces/STONE/questions/" in late.content.decode()
    assert cleo.post("/spaces/STONE/questions/", {"title": "Too late?"}).status_code == 302
    assert Question.objects.get().session is None


def test_only_who_runs_it_plans_it_and_est_is_asked_back(cast: Cast, as_: SignIn, session: Session) -> None:
    sent = form(opens_at="2026-01-05+09:00", closes_at="12+October+2099,+EST", anonymous_allowed="on")
    assert as_(cast.cleo).put(f"/ama/{session.pk}/plan/", **sent).status_code == 403
    asked = as_(cast.ben).put(f"/ama/{session.pk}/plan/", **sent)
    assert asked.status_code == 422 and "EDT" in asked.content.decode()
    session.refresh_from_db()
    assert session.closes_at and session.closes_at.year != 2099
    ben = as_(cast.ben)
    assert ben.put(f"/ama/{session.pk}/stage/", **form(stage="answering")).status_code == 200
    session.refresh_from_db()
    assert session.stage == "answering" and session.closes_at <= now()
    calendar = Calendar.from_ical(ben.get(f"/ama/{session.pk}/calendar.ics").content)
    opening, closing = calendar.walk("VEVENT")
    assert (opening["dtstart"].dt, closing["dtend"].dt) == tuple(
        at.replace(microsecond=0) for at in (session.opens_at, session.closes_at) if at
    )
    assert "Ask the masons" in opening["summary"] and opening["dtstart"].dt.utcoffset() == timedelta(0)
    assert opening["url"].endswith(f"/pages/{session.page_id}/") and opening.walk("VALARM")
    assert ben.post(f"/ama/{session.pk}/announcements/").status_code == 200
    assert session.announcements.get().told == 4  # ada, cleo, ravi and gus
