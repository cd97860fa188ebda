"""What a thread is, and which are hers."""

from tests.cast import Cast, SignIn

from cairn.activity.models import Event
from cairn.comments.models import Thread
from cairn.comments.operations import assign_thread, resolve_thread
from cairn.comments.tests.conftest import MakeThread
from cairn.pages.models import Page

HTMX = {"HX-Request": "true"}


def test_who_may_say_what_it_is(cast: Cast, as_: SignIn, page: Page, thread_on: MakeThread) -> None:
    thread = thread_on("bridge of stone")
    address = f"/threads/{thread.pk}/kind/"
    for user, status in {cast.cleo: 200, cast.ben: 200, cast.ravi: 403, cast.sam: 404}.items():
        assert as_(user).put(address, "kind=question", headers=HTMX).status_code == status, user
    assert as_(cast.cleo).put(address, "kind=joke", headers=HTMX).status_code == 422
    assert "Question" in as_(cast.ravi).get(f"/pages/{page.pk}/threads/").content.decode()
    assert Thread.objects.of(page).unresolved("question").count() == 1
    resolve_thread(thread, by=cast.ben)
    assert not Thread.objects.of(page).unresolved("question").exists()
    assert Event.objects.filter(name="thread.marked").count() == 1  # the second time changed nothing
    as_(cast.cleo).put(address, "kind=", headers=HTMX)
    assert Thread.objects.get().kind == ""


def test_a_thread_can_begin_as_a_concern(cast: Cast, as_: SignIn, page: Page) -> None:
    as_(cast.cleo).post(f"/pages/{page.pk}/threads/", {"text": "Too heavy", "kind": "concern"}, headers=HTMX)
    assert Thread.objects.get().kind == "concern"


def test_mine_is_what_i_take_part_in(cast: Cast, as_: SignIn, page: Page, thread_on: MakeThread) -> None:
    mine, hers, asked = thread_on(by=cast.ben, text="Ben's"), thread_on(text="Cleo's"), thread_on(text="For Ben")
    assign_thread(asked, by=cast.cleo, person=cast.ben)
    listed = as_(cast.ben).get(f"/pages/{page.pk}/threads/?show=mine").content.decode()
    assert (f'id="thread-{mine.pk}"' in listed, f'id="thread-{asked.pk}"' in listed) == (True, True)
    assert f'id="thread-{hers.pk}"' not in listed
    resolve_thread(mine, by=cast.ben)
    assert f'id="thread-{mine.pk}"' not in as_(cast.ben).get(f"/pages/{page.pk}/threads/?show=mine").content.decode()
