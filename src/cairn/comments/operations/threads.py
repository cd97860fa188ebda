"""Starting a thread on a page or on a passage of it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cairn import documents
from cairn.activity.record import record
from cairn.comments.access import can_start_thread
from cairn.comments.models import CONTEXT_LENGTH, Comment, Thread
from cairn.comments.passages import body_words, holds
from cairn.comments.writing import write
from cairn.core.db import atomic
from cairn.core.errors import Forbidden, Invalid
from cairn.livedocs import log
from cairn.pages.models import Page
from cairn.people.actors import SYSTEM
from cairn.people.models import User

LONGEST_QUOTE = 5_000  # letters


def start_thread(page: Page, *, by: User, body: str, quote: str = "", prefix: str = "", suffix: str = "") -> Thread:
    """Start a thread with its first comment; an empty quote means the whole page.

    She comments, the system marks: the annotation goes into the live document even when `by` may not edit it, so that
    the thread follows its passage. Without the passage in the draft the thread stands on the version she read.
    """
    if not can_start_thread(by, page):
        raise Forbidden(_("You can read this page but not comment on it. Ask an admin of the space for that."))
    written = write(body, by=by)
    quote = quote.strip()
    if len(quote) > LONGEST_QUOTE:
        raise Invalid(_("The quoted passage is too long. Your text is kept; quote less, or comment on the page."))
    with atomic():
        thread = Thread(page=page, by=by, quote=quote, prefix=prefix[-CONTEXT_LENGTH:], suffix=suffix[:CONTEXT_LENGTH])
        _place(thread)
        thread.save()
        comment = Comment.objects.create(
            thread=thread, by=by, at=thread.at, body=written.body, html=written.html, text=written.text
        )
        record(
            "thread.started", by=by, space_id=page.space_id, page_id=page.pk, target_id=thread.pk,
            comment=comment.pk, excerpt=written.excerpt, mentions=written.mentioned, quote=quote[:200],
            on_draft=thread.is_on_draft,
        )  # fmt: skip
    return thread


def _place(thread: Thread) -> None:
    """Mark the passage in the draft, and note the version that has it."""
    page, published = thread.page, thread.page.published
    if not thread.quote:
        thread.version = published
        return
    marked = log.edit(
        page.document_id,
        lambda doc: documents.annotate(
            doc, quote=thread.quote, prefix=thread.prefix, suffix=thread.suffix, annotation_id=thread.annotation
        ),
        by=SYSTEM,
    )
    where = {"quote": thread.quote, "prefix": thread.prefix, "suffix": thread.suffix}
    if published is not None and (holds(body_words(published.body), **where) or not marked):
        thread.version = published
