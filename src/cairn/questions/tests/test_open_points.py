"""Nothing is dropped: at the end of a session whatever is unanswered has an owner and a day, or a reason."""

from datetime import timedelta
from typing import Any

from tests.cast import Cast, SignIn

from cairn.action_items.models import ActionItem
from cairn.core.clock import now
from cairn.people.models import User
from cairn.people.operations import deactivate_person
from cairn.questions.jobs import any_ended, any_ending, leave_what_is_open, remind_of_the_end
from cairn.questions.models import OpenPoint, Question, Session
from cairn.questions.operations import advance_session, ask_question, assign_question, give_answer, introduce_host
from cairn.questions.operations.hosts import Introduced
from cairn.questions.writing import Asked, Said

RunJobs = Any


def form(**fields: object) -> dict[str, str]:
    return {
        "data": "&".join(f"{k}={v}" for k, v in fields.items()),
        "content_type": "application/x-www-form-urlencoded",
    }


def end(session: Session) -> None:
    session.closes_at = now() - timedelta(minutes=1)
    session.save()


def told(user: User, reason: str) -> list[str]:
    found = user.notifications.filter(reason=reason, done_at=None)
    return sorted(found.values_list("text", flat=True))


def test_at_the_end_each_has_an_owner_and_a_day_once(
    cast: Cast, as_: SignIn, session: Session, question: Question, run_jobs: RunJobs
) -> None:
    introduce_host(session, Introduced(cast.cleo), by=cast.ben)
    hers = ask_question(session, Asked("Which mortar?"), by=cast.gus)
    assign_question(hers, by=cast.ben, to=cast.cleo)
    answered = ask_question(session, Asked("Which hammer?"), by=cast.gus)
    give_answer(answered, by=cast.ravi, said=Said("The small one."))
    Question.objects.create(space=cast.stone, session=session, key_hash="k", title="Who hides?", state="queued")
    assert not any_ended()
    end(session)
    assert any_ended()
    for _again in range(2):
        leave_what_is_open.func()
    assert not any_ended()
    points = {point.question.title: point for point in OpenPoint.objects.select_related("question", "owner")}
    assert {title: point.owner for title, point in points.items()} == {
        "Which stone first?": cast.ben, "Which mortar?": cast.cleo, "Who hides?": cast.ben,
    }  # fmt: skip
    assert {point.due for point in points.values()} == {(now() + timedelta(days=7)).date()}
    run_jobs()
    assert told(cast.ben, "left_open") == [
        f"2 unanswered questions are yours to answer by {now() + timedelta(days=7):%A %-d %B}"
    ]
    assert not told(cast.ben, "assigned"), "one notice for all of them"
    assert told(cast.ravi, "asker")[0].startswith("Your question has no answer yet. Ben")
    listed = as_(cast.ben).get("/action-items/").content.decode()
    assert "Which stone first?" in listed and "Who hides?" not in listed, "what waits is not for every reader"
    give_answer(question, by=cast.ben, said=Said("The flat one."))
    run_jobs()
    item = ActionItem.objects.get(local_id=f"question-{question.pk}")
    assert item.is_done and OpenPoint.objects.get(question=question).settled_at is not None
    assert "has no answer yet" not in " ".join(told(cast.ravi, "asker"))
    as_(cast.ben).delete(f"/answers/{question.given.get().pk}/")
    run_jobs()
    assert not ActionItem.objects.get(pk=item.pk).is_done and question.open_point.settled_at is None


def test_a_host_gives_one_away_or_says_why(
    cast: Cast, as_: SignIn, session: Session, question: Question, run_jobs: RunJobs
) -> None:
    address, ben = f"/questions/{question.pk}/open-point/", as_(cast.ben)
    due = (now() + timedelta(days=3)).date()
    assert as_(cast.ravi).get(address).status_code == 403 and as_(cast.sam).get(address).status_code == 404
    assert as_(cast.ravi).put(address, **form(how="reason", reason="Mine")).status_code == 403
    assert ben.get(address).status_code == 200
    assert ben.put(address, **form(how="owner", owner=cast.sam.pk, due=due)).status_code == 422, "she can't see it"
    assert ben.put(address, **form(how="owner", owner=cast.gus.pk, due="2020-01-01")).status_code == 422
    assert ben.put(address, **form(how="reason", reason="")).status_code == 422
    assert not OpenPoint.objects.exists()
    assert ben.put(address, **form(how="owner", owner=cast.gus.pk, due=due)).status_code == 200
    run_jobs()
    assert told(cast.gus, "assigned") == [f"{cast.ben.name} left an unanswered question to you"]
    row = as_(cast.gus).get("/action-items/").content.decode()
    assert f"/questions/{question.pk}/" in row
    item = ActionItem.objects.get()
    assert as_(cast.gus).put(f"/action-items/{item.pk}/completion/").status_code == 303
    assert "Ticked as done" in ben.get(f"/ama/{session.pk}/open-points/").content.decode(), "a tick is no answer"
    assert ben.put(address, **form(how="reason", reason="Nobody knows yet")).status_code == 200
    run_jobs()
    assert "Nobody knows yet" in as_(cast.cleo).get(question.get_absolute_url()).content.decode()
    assert told(cast.ravi, "asker") == ["Your question stays open: Nobody knows yet"]
    assert not ActionItem.objects.visible_to(cast.gus).exists()
    assert ben.put(f"/questions/{question.pk}/refusal/", **form(reason="Another time")).status_code == 200
    run_jobs()
    assert not OpenPoint.objects.of(session).exists(), "declining with a reason ends it"
    assert ben.put(address, **form(how="reason", reason="Late")).status_code == 409


def test_one_press_for_all(cast: Cast, as_: SignIn, session: Session, question: Question) -> None:
    address = f"/ama/{session.pk}/open-points/"
    assert as_(cast.ravi).post(address).status_code == 403 and as_(cast.sam).get(address).status_code == 404
    assert "Which stone first?" in as_(cast.ben).get(address).content.decode()
    for count in (1, 0):
        answer = as_(cast.ben).post(address, headers={"HX-Request": "true"})
        assert f"{count} question" in answer["HX-Trigger"]
    assert OpenPoint.objects.get().by == cast.ben
    advance_session(session, "answering", by=cast.ben)
    leave_what_is_open.func()
    assert OpenPoint.objects.get().by == cast.ben, "what a host has done the close leaves alone"


def test_hosts_are_told_before_the_end_once_for_each(
    cast: Cast, session: Session, question: Question, run_jobs: RunJobs
) -> None:
    run_jobs()
    remind_of_the_end.func()
    session.closes_at = now() + timedelta(hours=5)
    session.save()
    assert any_ending()
    for _again in range(2):
        remind_of_the_end.func()
    run_jobs()
    assert [text[:30] for text in told(cast.ben, "ending")] == ["1 question is still unanswered"]
    assert cast.ben.notifications.get(reason="ending").link == f"/ama/{session.pk}/open-points/"
    assert not told(cast.ravi, "ending")
    session.refresh_from_db()
    session.closes_at = now() + timedelta(hours=3)
    session.save()
    remind_of_the_end.func()
    run_jobs()
    assert cast.ben.notifications.filter(reason="ending").count() == 2, "a moved end is another one"
    end(session)
    leave_what_is_open.func()
    run_jobs()
    assert not told(cast.ben, "ending") and told(cast.ben, "left_open")


def test_closed_again_after_reopening_and_an_owner_who_leaves(
    cast: Cast, session: Session, question: Question, run_jobs: RunJobs
) -> None:
    end(session)
    leave_what_is_open.func()
    first = OpenPoint.objects.get()
    advance_session(session, "open", by=cast.ben)
    ask_question(session, Asked("And then?"), by=cast.gus)
    advance_session(session, "closed", by=cast.ben)
    leave_what_is_open.func()
    assert OpenPoint.objects.count() == 2 and OpenPoint.objects.get(pk=first.pk).at == first.at
    introduce_host(session, Introduced(cast.cleo), by=cast.ben)
    deactivate_person(cast.ben, by=cast.ada)
    run_jobs()
    assert {point.owner for point in OpenPoint.objects.select_related("owner")} == {cast.cleo}
    assert {item.assignee for item in ActionItem.objects.select_related("assignee")} == {cast.cleo}
    assert len(told(cast.cleo, "assigned")) == 2
