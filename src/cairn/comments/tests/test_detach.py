"""A thread follows its passage; when the passage goes, the quote stays."""

from collections.abc import Callable
from typing import Any

from pycrdt import Doc, XmlFragment
from tests.cast import Cast, SignIn

from cairn import documents
from cairn.activity.models import Event
from cairn.comments.models import Thread
from cairn.comments.operations import follow_passages, resolve_thread
from cairn.comments.tests.conftest import FIRST, SECOND, MakeThread, rewrite
from cairn.livedocs import log
from cairn.pages.models import Page
from cairn.pages.operations import publish_page

Jobs = Callable[[], int]


def test_it_follows_a_passage_that_moves(cast: Cast, page: Page, thread_on: MakeThread, run_jobs: Jobs) -> None:
    thread = thread_on("bridge of stone")

    def swap(doc: object) -> None:
        body = documents.adf_from_doc(doc)  # type: ignore[arg-type]
        documents.fill_doc(doc, {**body, "content": body["content"][::-1]})  # type: ignore[arg-type]

    log.edit(page.document_id, swap, by=cast.ben)
    version = publish_page(page, by=cast.ben)
    run_jobs()
    thread.refresh_from_db()
    assert thread.state == "open" and thread.version == version
    assert f'data-annotation="{thread.annotation}"' in version.html


def test_it_detaches_once_when_its_passage_goes(
    cast: Cast, as_: SignIn, page: Page, thread_on: MakeThread, run_jobs: Jobs
) -> None:
    thread, other = thread_on("bridge of stone", text="Why?"), thread_on(text="On the page")
    had = page.published
    rewrite(page, FIRST, "We take the ferry.", by=cast.ben)
    run_jobs()
    follow_passages(page)
    thread.refresh_from_db()
    assert thread.state == "detached" and thread.quote == "bridge of stone" and thread.version == had
    assert Thread.objects.get(pk=other.pk).state == "open"
    assert Event.objects.filter(name="thread.detached").count() == 1
    listed = as_(cast.ravi).get(f"/pages/{page.pk}/threads/?show=detached").content.decode()
    assert "bridge of stone" in listed and f"/versions/{had.number}/" in listed  # type: ignore[union-attr]


def test_it_comes_back_with_its_passage(cast: Cast, page: Page, thread_on: MakeThread, run_jobs: Jobs) -> None:
    thread = thread_on("bridge of stone", prefix="We build the ", suffix=", because")
    rewrite(page, FIRST, by=cast.ben)
    run_jobs()
    rewrite(page, FIRST, SECOND, by=cast.ben)
    run_jobs()
    thread.refresh_from_db()
    assert thread.state == "open" and thread.version == page.published


def test_a_short_quote_needs_its_surroundings(cast: Cast, page: Page, thread_on: MakeThread, run_jobs: Jobs) -> None:
    thread = thread_on("bed", prefix="The river ", suffix=" is dry")
    rewrite(page, "He went to bed early.", by=cast.ben)
    run_jobs()
    thread.refresh_from_db()
    assert thread.state == "detached"


def test_a_resolved_thread_goes_quietly_and_reopens_where_it_belongs(
    cast: Cast, as_: SignIn, page: Page, thread_on: MakeThread, run_jobs: Jobs
) -> None:
    thread = thread_on("bridge of stone")
    resolve_thread(thread, by=cast.ben)
    rewrite(page, FIRST, by=cast.ben)
    run_jobs()
    assert not Event.objects.filter(name="thread.detached").exists()
    assert Thread.objects.get().state == "resolved"
    as_(cast.cleo).delete(f"/threads/{thread.pk}/resolution/", headers={"HX-Request": "true"})
    assert Thread.objects.get().state == "detached"


def test_a_passage_in_code_is_marked_and_survives_rewriting_around_and_in_it(
    cast: Cast, page: Page, thread_on: MakeThread, run_jobs: Jobs
) -> None:
    code = {"type": "codeBlock", "content": [{"type": "text", "text": "stones = 3\nprint(stones)"}]}
    body = {"version": 1, "type": "doc", "content": [code]}
    log.edit(page.document_id, lambda doc: documents.fill_doc(doc, body), by=cast.ben)
    publish_page(page, by=cast.ben)
    thread = thread_on("print(stones)", prefix="stones = 3\n")
    assert not thread.is_on_draft
    more = {"type": "paragraph", "content": [{"type": "text", "text": "And words."}]}
    log.edit(page.document_id, lambda doc: documents.fill_doc(doc, {**body, "content": [more, code]}), by=cast.ben)
    publish_page(page, by=cast.ben)
    run_jobs()
    assert Thread.objects.get().state == "open"
    thread.refresh_from_db()
    log.edit(page.document_id, lambda doc: _retype(doc, "print(", "print(2 * "), by=cast.ben)
    publish_page(page, by=cast.ben)
    run_jobs()
    assert Thread.objects.get().state == "open"
    page.refresh_from_db()
    assert page.published is not None and f'data-annotation="{thread.annotation}"' in page.published.html
    assert documents.to_text(page.published.body).endswith("print(2 * stones)")
    log.edit(page.document_id, lambda doc: _retype(doc, "print(2 * stones)", ""), by=cast.ben)
    publish_page(page, by=cast.ben)
    run_jobs()
    assert Thread.objects.get().state == "detached"


def _retype(doc: Doc[Any], old: str, new: str) -> None:
    """In its code block, as typing does: inside the passage."""
    code = next(block for block in doc.get("body", type=XmlFragment).children if block.tag == "codeBlock")
    text = code.children[0]
    start = "".join(str(chunk) for chunk, _ in text.diff()).index(old)
    del text[start : start + len(old)]
    text.insert(start, new)
