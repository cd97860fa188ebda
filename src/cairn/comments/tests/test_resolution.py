"""Resolving, reopening, and the three lists."""

from tests.cast import Cast, SignIn

from cairn.activity.models import Event
from cairn.comments.models import Resolution
from cairn.comments.tests.conftest import MakeThread
from cairn.pages.models import Page

HTMX = {"HX-Request": "true"}


def test_anyone_who_may_comment_resolves(cast: Cast, as_: SignIn, thread_on: MakeThread) -> None:
    for user, status in {cast.ada: 200, cast.ben: 200, cast.cleo: 200, cast.ravi: 403, cast.sam: 404}.items():
        thread = thread_on(by=cast.ben)
        address = f"/threads/{thread.pk}/resolution/"
        assert as_(user).post(address, headers=HTMX).status_code == status, user
        assert Resolution.objects.filter(thread=thread, by=user).exists() == (status == 200)
        assert as_(user).delete(address, headers=HTMX).status_code == status
        assert not Resolution.objects.filter(thread=thread).exists()


def test_twice_is_once(cast: Cast, as_: SignIn, thread_on: MakeThread) -> None:
    address = f"/threads/{thread_on().pk}/resolution/"
    for user in (cast.ben, cast.ada):
        as_(user).post(address, headers=HTMX)
    assert Resolution.objects.get().by == cast.ben
    for _ in range(2):
        as_(cast.ada).delete(address, headers=HTMX)
    names = ["thread.resolved", "thread.reopened"]
    assert list(Event.objects.filter(name__in=names).order_by("pk").values_list("name", flat=True)) == names


def test_a_resolved_thread_moves_to_its_list(cast: Cast, as_: SignIn, page: Page, thread_on: MakeThread) -> None:
    client, thread = as_(cast.ben), thread_on("bridge of stone", text="Why not wood?")
    answer = client.post(f"/threads/{thread.pk}/resolution/?show=open", headers=HTMX).content.decode()
    assert "Why not wood" not in answer and "Undo" in answer
    resolved = client.get(f"/pages/{page.pk}/threads/?show=resolved").content.decode()
    assert "Why not wood" in resolved and "Resolved by Ben" in resolved
    assert "Why not wood" in client.get(f"/pages/{page.pk}/threads/?at=thread-{thread.pk}").content.decode()
    assert "bridge of stone" not in resolved.split("data-anchors")[1].split(">")[0]  # nothing to highlight


def test_the_reader_is_told_why_she_has_no_buttons(cast: Cast, as_: SignIn, page: Page, thread_on: MakeThread) -> None:
    thread_on()
    page_of_reader = as_(cast.ravi).get(f"/pages/{page.pk}/threads/").content.decode()
    assert "ask an admin of its space" in page_of_reader and "<textarea" not in page_of_reader


def test_a_thread_with_a_begun_reply_stays_where_it_is(
    cast: Cast, as_: SignIn, page: Page, thread_on: MakeThread
) -> None:
    thread = thread_on(text="Why not wood?")
    as_(cast.ben).post(f"/threads/{thread.pk}/resolution/", headers=HTMX)
    listed = as_(cast.cleo).get(f"/pages/{page.pk}/threads/?keep={thread.pk},x").content.decode()
    assert "Why not wood" in listed and "Resolved by Ben" in listed and "hx-preserve" in listed
    assert "Why not wood" not in as_(cast.cleo).get(f"/pages/{page.pk}/threads/").content.decode()
