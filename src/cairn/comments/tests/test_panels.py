"""What comments cost a reader, and that the marks in the text name their threads."""

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from tests.cast import Cast, SignIn

from cairn.comments import conversation
from cairn.comments.operations import reply_to_thread
from cairn.comments.overlay import passages
from cairn.comments.panels import rail
from cairn.comments.tests.conftest import MakeThread
from cairn.pages.loaders import page_for
from cairn.pages.models import Page
from cairn.pages.operations import publish_page, rename_page


def test_the_rail_and_the_marks_share_one_query(cast: Cast, page: Page, thread_on: MakeThread) -> None:
    threads = [thread_on("bridge of stone"), thread_on("wood rots"), thread_on()]
    for thread in threads:
        reply_to_thread(thread, by=cast.ben, body="Yes.")
    rename_page(page, by=cast.ben, title="The bridge")
    publish_page(page, by=cast.ben)
    request = RequestFactory().get("/")
    request.user = cast.ravi
    shown = page_for(cast.ravi, page.pk)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        html = passages(request, shown, shown.published.html)  # type: ignore[union-attr]
        panel = rail(request, shown)
    assert len(queries) == 1
    assert html.count("data-thread=") == 2 and panel.count("<article") == 3


def test_the_page_shows_them(cast: Cast, as_: SignIn, page: Page, thread_on: MakeThread) -> None:
    thread_on("bridge of stone", text="Why not wood?")
    for name, may in {"cleo": True, "ravi": False}.items():
        html = as_(getattr(cast, name)).get(f"/pages/{page.pk}/").content.decode()
        assert "Why not wood?" in html and ("thread-composer" in html) == may
    assert "Why not wood?" in as_(cast.ben).get(f"/pages/{page.pk}/edit/").content.decode()


def test_of_many_threads_each_is_brief_until_somebody_turns_to_it(
    cast: Cast, as_: SignIn, page: Page, thread_on: MakeThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversation, "MANY", 2)
    threads = [thread_on(text=f"Reason {number}") for number in range(3)]
    client, last = as_(cast.ben), threads[-1]
    listed = client.get(f"/pages/{page.pk}/threads/").content.decode()
    assert listed.count("data-brief") == 3 and "Reason 2" in listed and "<textarea" not in listed
    turned = client.get(f"/pages/{page.pk}/threads/?at=comment-{last.comments.get().pk}").content.decode()
    assert turned.count("data-brief") == 2 and f'id="reply-{last.pk}"' in turned
    whole = client.get(f"/threads/{last.pk}/", headers={"HX-Request": "true"}).content.decode()
    assert f'id="reply-{last.pk}"' in whole
