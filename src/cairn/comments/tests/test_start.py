"""Starting a thread: on the page, on a passage, from the reading view and from the editor."""

from collections.abc import Callable

import pytest
from django.test import Client
from tests.cast import Cast, SignIn

from cairn import documents
from cairn.activity.models import Event
from cairn.comments.models import Comment, Thread
from cairn.comments.tests.conftest import SECOND, MakeThread
from cairn.livedocs import log
from cairn.pages.models import Page
from cairn.pages.operations import publish_page
from cairn.pages.tests.conftest import MakePage, body


def draft(page: Page) -> documents.Adf:
    return documents.adf_from_doc(log.load(page.document_id))


def post(client: Client, page: Page, **fields: str) -> object:
    return client.post(f"/pages/{page.pk}/threads/", fields, headers={"HX-Request": "true"})


def test_who_may(cast: Cast, as_: SignIn, page: Page) -> None:
    answers = {user.name: post(as_(user), page, text="Hm").status_code for user in cast.all()}  # type: ignore[attr-defined]
    assert answers == {"Ada": 200, "Ben": 200, "Cleo": 200, "Ravi": 403, "Gus": 403, "Sam": 404}
    assert set(Thread.objects.values_list("by__name", flat=True)) == {"Ada", "Ben", "Cleo"}
    assert as_(None).post(f"/pages/{page.pk}/threads/", {"text": "Hm"}).status_code == 302


def test_a_reader_comments_where_the_space_says_so(cast: Cast, as_: SignIn, page: Page) -> None:
    settings = {"name": "Stone", "access": "restricted", "open_role": "editor", "readers_comment": "on"}
    assert as_(cast.ada).post("/spaces/STONE/settings/", settings).status_code == 303
    for user in (cast.ravi, cast.gus):
        assert b"thread-composer" in as_(user).get(f"/pages/{page.pk}/").content
        assert post(as_(user), page, text="Hm", quote="bridge of stone").status_code == 200  # type: ignore[attr-defined]
    assert as_(cast.ravi).get(f"/pages/{page.pk}/edit/").status_code == 403


def test_a_commenter_marks_the_passage_she_may_not_edit(cast: Cast, as_: SignIn, page: Page) -> None:
    answer = post(
        as_(cast.cleo), page, text="Why *stone*?", quote="bridge of stone", prefix="build the ", suffix=", be"
    )
    assert answer.status_code == 200 and b"bridge of stone" in answer.content  # type: ignore[attr-defined]
    thread = Thread.objects.get()
    assert documents.annotations(draft(page)) == {thread.annotation: "bridge of stone"}
    assert documents.to_text(draft(page)) == documents.to_text(page.published.body)  # type: ignore[union-attr]
    assert thread.version == page.published and thread.state == "open"
    comment = Comment.objects.get()
    assert "<em>stone</em>" in comment.html and comment.text == "Why stone?"
    documents.validate(comment.body)
    event = Event.objects.get(name="thread.started")
    assert (event.by, event.page_id, event.target_id) == (cast.cleo, page.pk, thread.pk)
    assert event.data["excerpt"] == "Why stone?"


def test_a_passage_that_the_draft_lost_stands_on_the_version_she_read(
    cast: Cast, page: Page, thread_on: MakeThread
) -> None:
    log.edit(page.document_id, lambda doc: documents.fill_doc(doc, body("All new.")), by=cast.ben)
    thread = thread_on("bridge of stone")
    assert documents.annotations(draft(page)) == {}
    assert thread.version == page.published and thread.state == "open"


def test_readers_do_not_see_words_of_the_draft(
    cast: Cast, as_: SignIn, page: Page, run_jobs: Callable[[], int]
) -> None:
    log.edit(page.document_id, lambda doc: documents.fill_doc(doc, body(SECOND, "Secret so far.")), by=cast.ben)
    post(as_(cast.ben), page, text="Too bold?", quote="Secret so far")
    thread = Thread.objects.get()
    assert thread.is_on_draft and not Comment.objects.spoken_on(page).exists()
    seen = {u.name: b"Secret so far" in as_(u).get(f"/pages/{page.pk}/threads/").content for u in cast.all()}
    assert seen == {"Ada": True, "Ben": True, "Cleo": False, "Ravi": False, "Gus": False, "Sam": False}
    assert as_(cast.cleo).get(f"/threads/{thread.pk}/").status_code == 404
    publish_page(page, by=cast.ben)
    run_jobs()
    assert Comment.objects.spoken_on(page).exists()
    assert b"Secret so far" in as_(cast.cleo).get(f"/pages/{page.pk}/threads/").content
    assert as_(cast.cleo).get(f"/threads/{thread.pk}/")["Location"] == f"/pages/{page.pk}/#thread-{thread.pk}"


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 100_000])
def test_a_refused_comment_comes_back_in_its_place(cast: Cast, as_: SignIn, page: Page, text: str) -> None:
    answer = as_(cast.cleo).post(
        f"/pages/{page.pk}/threads/",
        {"text": text, "quote": "bridge of stone", "prefix": "the ", "suffix": ", b"},
        headers={"HX-Request": "true"},
    )
    assert answer.status_code == 422 and answer["HX-Retarget"] == "#thread-composer"
    assert b"bridge of stone" in answer.content and text.strip().encode() in answer.content
    assert not Thread.objects.exists()


def test_a_second_press_says_it_once(cast: Cast, as_: SignIn, page: Page) -> None:
    for _ in range(2):
        assert post(as_(cast.cleo), page, text="Hm", sending="a-1").status_code == 200  # type: ignore[attr-defined]
    thread = Thread.objects.get()
    for _ in range(2):
        as_(cast.cleo).post(f"/threads/{thread.pk}/comments/", {"text": "And", "sending": "a-2"})
    as_(cast.ben).post(f"/threads/{thread.pk}/comments/", {"text": "So", "sending": "a-2"})
    assert [comment.text for comment in Comment.objects.all()] == ["Hm", "And", "So"]


PICTURE = {"type": "media", "attrs": {"type": "external", "url": "/attachments/k/bridge.png", "alt": "The old bridge"}}
FIGURE = {"type": "mediaSingle", "attrs": {"layout": "center"}, "content": [PICTURE]}


def test_on_a_picture(cast: Cast, as_: SignIn, page_of: MakePage, run_jobs: Callable[[], int]) -> None:
    words = body("Look:")
    page = page_of("Pictures", body={**words, "content": [*words["content"], FIGURE]})
    about = {"text": "Whose?", "media": "/attachments/k/bridge.png", "quote": "The old bridge"}
    assert post(as_(cast.cleo), page, **about).status_code == 200  # type: ignore[attr-defined]
    thread = Thread.objects.get()
    assert thread.version == page.published and thread.annotation in documents.annotations(draft(page))
    log.edit(page.document_id, lambda doc: documents.fill_doc(doc, {**words, "content": [FIGURE]}), by=cast.ben)
    publish_page(page, by=cast.ben)  # the mark is gone, the picture is not
    run_jobs()
    thread.refresh_from_db()
    assert thread.state == "open" and thread.annotation in documents.annotations(draft(page))
    log.edit(page.document_id, lambda doc: documents.fill_doc(doc, words), by=cast.ben)
    publish_page(page, by=cast.ben)
    run_jobs()
    thread.refresh_from_db()
    assert thread.state == "detached"


def test_without_htmx_she_lands_at_her_thread(cast: Cast, as_: SignIn, page: Page) -> None:
    answer = as_(cast.cleo).post(f"/pages/{page.pk}/threads/", {"text": "Hm"})
    assert (answer.status_code, answer["Location"]) == (303, f"/pages/{page.pk}/#thread-{Thread.objects.get().pk}")


def test_a_name_after_an_at_is_a_mention(cast: Cast, page: Page, thread_on: MakeThread) -> None:
    thread = thread_on(text="@ben and @Ada, look: `@Ben` in code, mail ben@example.org, @Nobody")
    comment = thread.comments.get()
    assert documents.mentions(comment.body) == [str(cast.ben.pk), str(cast.ada.pk)]
    assert comment.text.startswith("@Ben and @Ada, look: @Ben in code, mail ben@example.org, @Nobody")
    assert Event.objects.get(name="thread.started").data["mentions"] == [cast.ben.pk, cast.ada.pk]


def test_markup_of_others_is_never_run(thread_on: MakeThread) -> None:
    html = thread_on(text="<script>alert(1)</script> [x](javascript:alert(1)) <b onclick=x>b</b>").comments.get().html
    assert "<script" not in html and 'href="javascript:' not in html and "<b" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html and "&lt;b onclick=x&gt;b&lt;/b&gt;" in html, "it is words"


def test_a_draft_page_can_be_commented_by_its_editors(cast: Cast, as_: SignIn, page_of: MakePage) -> None:
    page = page_of("Not yet", draft=True, body=body("Half a thought."))
    assert post(as_(cast.cleo), page, text="Hm").status_code == 404  # type: ignore[attr-defined]
    assert post(as_(cast.ben), page, text="Hm", quote="Half").status_code == 200  # type: ignore[attr-defined]
