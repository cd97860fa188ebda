"""Replying, changing and taking back."""

import pytest
from tests.cast import Cast, SignIn

from cairn import documents
from cairn.activity.models import Event
from cairn.comments.models import Comment, Thread
from cairn.comments.operations import reply_to_thread
from cairn.comments.tests.conftest import MakeThread
from cairn.comments.tests.test_start import draft
from cairn.pages.models import Page

HTMX = {"HX-Request": "true"}


def test_reply(cast: Cast, as_: SignIn, thread_on: MakeThread) -> None:
    thread = thread_on()
    address = f"/threads/{thread.pk}/comments/"
    answers = {u.name: as_(u).post(address, {"text": "Yes"}, headers=HTMX).status_code for u in cast.all()}
    assert answers == {"Ada": 200, "Ben": 200, "Cleo": 200, "Ravi": 403, "Gus": 403, "Sam": 404}
    event = Event.objects.filter(name="comment.created").latest("pk")
    assert event.data["participants"] == sorted([cast.ada.pk, cast.ben.pk]) and event.data["thread"] == thread.pk


def test_an_empty_reply_says_so_in_place(cast: Cast, as_: SignIn, thread_on: MakeThread) -> None:
    answer = as_(cast.ben).post(f"/threads/{thread_on().pk}/comments/", {"text": " "}, headers=HTMX)
    assert answer.status_code == 422 and b"field-error" in answer.content and b"<article" in answer.content
    assert Comment.objects.count() == 1


def test_drafts_of_other_replies_outlive_a_refresh(cast: Cast, as_: SignIn, page: Page, thread_on: MakeThread) -> None:
    thread = thread_on()
    listed = as_(cast.ben).get(f"/pages/{page.pk}/threads/").content.decode()
    assert listed.count("hx-preserve") == 1
    sent = as_(cast.ben).post(f"/threads/{thread.pk}/comments/", {"text": "Yes"}, headers=HTMX).content.decode()
    assert "hx-preserve" not in sent


@pytest.mark.parametrize("name", ["ada", "ben", "cleo", "ravi", "sam"])
def test_only_its_author_changes_a_comment(cast: Cast, as_: SignIn, thread_on: MakeThread, name: str) -> None:
    comment = thread_on(text="Frist **thoughts**, @Ben").comments.get()
    client, expected = as_(getattr(cast, name)), {"cleo": 200, "sam": 404}.get(name, 403)
    form = client.get(f"/comments/{comment.pk}/edit/", headers=HTMX)
    saved = client.put(f"/comments/{comment.pk}/", "text=First+thoughts", headers=HTMX)
    assert (form.status_code, saved.status_code) == (expected, expected)
    comment.refresh_from_db()
    assert comment.text == ("First thoughts" if name == "cleo" else "Frist thoughts, @Ben")
    assert (comment.edited_at is not None) == (name == "cleo")
    if name == "cleo":
        assert b"Frist **thoughts**, @Ben" in form.content and b"edited" in saved.content


def test_an_edit_that_is_refused_keeps_the_form(cast: Cast, as_: SignIn, thread_on: MakeThread) -> None:
    comment = thread_on(text="Words").comments.get()
    answer = as_(cast.cleo).put(f"/comments/{comment.pk}/", "text=+", headers=HTMX)
    assert answer.status_code == 422 and answer["HX-Retarget"] == f"#comment-{comment.pk}"
    comment.refresh_from_db()
    assert comment.text == "Words"


def test_only_people_newly_mentioned_are_told_of_an_edit(cast: Cast, as_: SignIn, thread_on: MakeThread) -> None:
    comment = thread_on(text="@Ben look").comments.get()
    as_(cast.cleo).put(f"/comments/{comment.pk}/", "text=@Ben+and+@Ada+look", headers=HTMX)
    assert Event.objects.get(name="comment.edited").data["mentions"] == [cast.ada.pk]


def test_who_may_delete(cast: Cast, as_: SignIn, thread_on: MakeThread) -> None:
    expected = {"ada": 200, "ben": 403, "cleo": 200, "ravi": 403, "sam": 404}
    for name, status in expected.items():
        comment = thread_on().comments.get()
        assert as_(getattr(cast, name)).delete(f"/comments/{comment.pk}/", headers=HTMX).status_code == status, name
        assert Comment.objects.filter(pk=comment.pk).exists() == (status != 200)


def test_a_deleted_comment_leaves_a_stone_under_its_replies(cast: Cast, as_: SignIn, thread_on: MakeThread) -> None:
    thread = thread_on(text="Something rash")
    first, second = thread.comments.get(), reply_to_thread(thread, by=cast.ben, body="Let us talk.")
    answer = as_(cast.cleo).delete(f"/comments/{first.pk}/", headers=HTMX)
    assert b"Deleted comment" in answer.content and b"Let us talk" in answer.content
    assert b"rash" not in answer.content and not Comment.objects.filter(text__contains="rash").exists()
    # The last words gone, the stone has nothing to hold up: the whole thread goes.
    assert as_(cast.ben).delete(f"/comments/{second.pk}/", headers=HTMX).content == b""
    assert not Thread.objects.exists()


def test_a_thread_without_words_goes_with_its_mark(cast: Cast, as_: SignIn, page: Page, thread_on: MakeThread) -> None:
    comment = thread_on("bridge of stone").comments.get()
    assert documents.annotations(draft(page))
    as_(cast.cleo).delete(f"/comments/{comment.pk}/", headers=HTMX)
    assert not documents.annotations(draft(page)) and not Thread.objects.exists()
    assert Event.objects.get(name="comment.deleted").data["thread_gone"] is True
