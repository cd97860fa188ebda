"""Signs under comments."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import Cast, SignIn

from cairn.activity.models import Event
from cairn.comments.conversation import conversation_on
from cairn.comments.models import Reaction
from cairn.comments.operations import delete_comment, react_to_comment, reply_to_thread
from cairn.comments.tests.conftest import MakeThread
from cairn.pages.loaders import page_for
from cairn.pages.models import Page

HTMX = {"HX-Request": "true"}


def test_who_may_react(cast: Cast, as_: SignIn, thread_on: MakeThread) -> None:
    comment = thread_on().comments.get()
    address = f"/comments/{comment.pk}/reactions/agree/"
    for user, status in {cast.ben: 200, cast.ada: 200, cast.ravi: 403, cast.sam: 404}.items():
        for _ in range(2):
            assert as_(user).put(address, headers=HTMX).status_code == status, user
    assert as_(cast.ben).put(f"/comments/{comment.pk}/reactions/shrug/", headers=HTMX).status_code == 422
    seen = as_(cast.ravi).get(f"/pages/{comment.thread.page_id}/threads/").content.decode()
    assert "Agreed: Ben and Ada" in seen and 'aria-pressed="' not in seen
    for _ in range(2):
        answer = as_(cast.ben).delete(address, headers=HTMX).content.decode()
    assert "Agreed: Ada" in answer
    names = Event.objects.filter(name__startswith="comment.").order_by("pk").values_list("name", flat=True)
    assert list(names) == ["comment.reacted", "comment.reacted", "comment.unreacted"]


def test_a_deleted_comment_keeps_no_signs(cast: Cast, as_: SignIn, thread_on: MakeThread) -> None:
    thread = thread_on()
    comment = thread.comments.get()
    react_to_comment(comment, by=cast.ben, sign="love")
    reply_to_thread(thread, by=cast.ben, body="Yes.")
    delete_comment(comment, by=cast.cleo)
    assert b"Love it" not in as_(cast.ben).get(f"/pages/{thread.page_id}/threads/").content
    assert as_(cast.ben).put(f"/comments/{comment.pk}/reactions/agree/", headers=HTMX).status_code == 403


def test_many_reactions_cost_one_query(cast: Cast, page: Page, thread_on: MakeThread) -> None:
    counts = []
    for _ in range(2):
        for user in (cast.ben, cast.ada):
            react_to_comment(thread_on().comments.get(), by=user, sign="agree")
        found = page_for(cast.ravi, page.pk)
        with CaptureQueriesContext(connection) as queries:
            conversation_on(found, cast.ravi)
        counts.append(len(queries))
    assert counts == [2, 2] and Reaction.objects.count() == 4
