"""What reaches whom, and why."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.cast import Cast, SignIn

from cairn.activity.models import Event
from cairn.activity.record import record
from cairn.comments.operations import delete_comment, reply_to_thread, start_thread
from cairn.core.clock import now
from cairn.decisions.operations import set_up_decision, spin_up_decision, start_decision, take_position
from cairn.decisions.roles import Setup
from cairn.notifications.handlers import notify
from cairn.notifications.models import Notification, Watch
from cairn.notifications.operations import watch_by_itself, watch_page
from cairn.pages.models import Page
from cairn.pages.operations import create_page, publish_page
from cairn.people.models import User

RunJobs = Callable[[], int]


@pytest.fixture
def page(cast: Cast) -> Page:
    page = create_page(cast.stone, by=cast.ben, title="Where to put the stones")
    publish_page(page, by=cast.ben)
    return page


def started(page: Page, by: User, *people: tuple[User, str]) -> Event:
    rows = [{"user_id": user.pk, "role": role} for user, role in people]
    return record("decision.started", by=by, space_id=page.space_id, page_id=page.pk, people=rows)


def inbox(user: User) -> list[str]:
    return list(Notification.objects.filter(user=user).values_list("reason", flat=True))


def test_everyone_tagged_finds_it_in_her_inbox(cast: Cast, page: Page, run_jobs: RunJobs, as_: SignIn) -> None:
    notify(
        started(
            page,
            cast.ben,
            (cast.ben, "driver"),
            (cast.ada, "approver"),
            (cast.cleo, "contributor"),
            (cast.sam, "informed"),
        )
    )
    run_jobs()
    assert inbox(cast.ada) == ["approver"] and inbox(cast.cleo) == ["contributor"]
    assert inbox(cast.ben) == [], "nobody hears of what she did herself"
    assert inbox(cast.sam) == [], "nor of a page that she may not see"
    response = as_(cast.ada).get("/inbox/")
    assert "You decide" in response.content.decode() and page.title in response.content.decode()


def test_a_handler_that_runs_twice_tells_once(cast: Cast, page: Page, run_jobs: RunJobs) -> None:
    event = started(page, cast.ben, (cast.ada, "approver"))
    notify(event)
    notify(event)
    run_jobs()
    assert inbox(cast.ada) == ["approver"]


def test_reading_is_hers_alone(cast: Cast, page: Page, as_: SignIn) -> None:
    notify(started(page, cast.ben, (cast.ada, "approver"), (cast.cleo, "contributor")))
    item = Notification.objects.get(user=cast.ada)
    address = f"/notifications/{item.pk}/reading/"
    assert as_(cast.cleo).post(address).status_code == 404
    assert as_(None).post(address).status_code == 302
    assert as_(cast.ada).post(address).status_code == 204
    item.refresh_from_db()
    assert item.read_at is not None
    assert as_(cast.ada).delete(address).status_code == 204
    assert as_(cast.ada).post("/inbox/reading/", {"upto": item.pk}).status_code == 302
    item.refresh_from_db()
    assert item.read_at is not None
    assert Notification.objects.get(user=cast.cleo).read_at is None


def test_watching(cast: Cast, page: Page, run_jobs: RunJobs, as_: SignIn) -> None:
    run_jobs()
    address = f"/pages/{page.pk}/watch/"
    assert as_(cast.ravi).post(address).status_code == 200
    assert as_(cast.sam).post(address).status_code == 404
    assert Watch.objects.filter(user=cast.ravi).count() == 1
    page.title = "Another title"
    page.save()
    publish_page(page, by=cast.ben, message="Clearer")
    run_jobs()
    assert inbox(cast.ravi) == ["watching"]
    assert as_(cast.ravi).delete(address).status_code == 200
    assert Watch.objects.filter(user=cast.ravi).count() == 0


def test_who_left_is_not_made_to_watch_again(cast: Cast, page: Page) -> None:
    watch_page(page, by=cast.ben)
    from cairn.notifications.operations import unwatch_page

    unwatch_page(page, by=cast.ben)
    watch_by_itself(page, by=cast.ben, why="wrote")
    assert not Watch.objects.filter(user=cast.ben).exists()


def test_who_is_mentioned_in_a_page_hears_of_it_once(cast: Cast, run_jobs: RunJobs) -> None:
    mention = {"type": "mention", "attrs": {"id": str(cast.cleo.pk), "text": "@Cleo"}}
    body = {"type": "doc", "version": 1, "content": [{"type": "paragraph", "content": [mention]}]}
    page = create_page(cast.stone, by=cast.ben, title="For Cleo", body=body)
    publish_page(page, by=cast.ben)
    run_jobs()
    page.title = "Again for Cleo"
    page.save()
    publish_page(page, by=cast.ben)
    run_jobs()
    assert inbox(cast.cleo) == ["mentioned"]


def test_the_driver_hears_what_people_think(cast: Cast, run_jobs: RunJobs) -> None:
    decision = spin_up_decision(cast.stone, by=cast.ben, title="Which way")
    start_decision(
        decision, by=cast.ben, setup=Setup.daci(cast.ben, [cast.ada], [cast.cleo], [], now() + timedelta(days=3))
    )
    take_position(decision, by=cast.cleo, stance="concern", reason="It is steep.")
    run_jobs()
    assert inbox(cast.ben) == ["driver"] and inbox(cast.ada) == ["approver", "approver"]
    assert Notification.objects.get(user=cast.ben).excerpt == "It is steep."


def test_an_end_that_moves_moves_in_notices_too(cast: Cast, run_jobs: RunJobs) -> None:
    decision = spin_up_decision(cast.stone, by=cast.ada, title="Which bridge?")
    setup = Setup.daci(cast.ada, [cast.ben], [cast.cleo], [], now() + timedelta(days=3))
    start_decision(decision, by=cast.ada, setup=setup)
    run_jobs()
    later = now() + timedelta(days=9)
    set_up_decision(decision, by=cast.ada, setup=Setup.daci(cast.ada, [cast.ben], [cast.cleo], [], later))
    run_jobs()
    asked = Notification.objects.filter(page=decision.page, due_at__isnull=False)
    assert {notice.due_at for notice in asked} == {later} and asked.filter(user=cast.cleo).exists()


def test_what_was_deleted_is_not_read_in_the_inbox(cast: Cast, page: Page, run_jobs: RunJobs) -> None:
    watch_page(page, by=cast.ravi)
    thread = start_thread(page, by=cast.cleo, body="First words")
    second = reply_to_thread(thread, by=cast.cleo, body="A secret")
    reply_to_thread(thread, by=cast.ada, body="Third words")
    run_jobs()
    delete_comment(second, by=cast.cleo)
    run_jobs()
    about = Notification.objects.filter(user=cast.ravi).exclude(event__name="page.published")
    told = about.order_by("pk").values_list("excerpt", flat=True)
    assert list(told) == ["First words", "", "Third words"]
    delete_comment(thread.comments.order_by("pk").first(), by=cast.cleo)  # type: ignore[arg-type]
    run_jobs()
    assert list(told.all()) == ["", "", "Third words"]
