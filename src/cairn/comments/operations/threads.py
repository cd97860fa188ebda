"""Starting a thread on a page, on a passage or a picture of it, or on a mark that is there already."""

from __future__ import annotations

from typing import Any, TypedDict, Unpack

from django.utils.translation import gettext as _
from pycrdt import Doc

from cairn import documents
from cairn.activity.record import record
from cairn.comments.access import can_start_thread
from cairn.comments.models import CONTEXT_LENGTH, SUBJECT_LENGTH, Comment, Thread, ThreadKind
from cairn.comments.passages import is_in
from cairn.comments.subjects import places
from cairn.comments.writing import said_already, write
from cairn.core.db import atomic
from cairn.core.errors import Forbidden, Invalid
from cairn.core.ids import local_id
from cairn.livedocs import log
from cairn.pages.models import Page
from cairn.people.actors import SYSTEM
from cairn.people.models import User

LONGEST_QUOTE = 5_000  # letters


class About(TypedDict, total=False):
    """What a thread is about. Nothing of it: the whole page.

    `quote` with the words around it, `prefix` and `suffix`; or `media`, the address or id of a picture, whose quote is
    its description. `subject`: a thing on the page (see `subjects`). `annotation` names a mark that is in the document already (a suggestion's). `kind`: see
    `ThreadKind`. `sending`: see `Comment`. `crowd`: how many people she agreed to tell.
    """

    quote: str
    prefix: str
    suffix: str
    media: str
    annotation: str
    kind: str
    subject: str
    sending: str
    crowd: int


def start_thread(page: Page, *, by: User, body: str, **about: Unpack[About]) -> Thread:
    """Start a thread with its first comment.

    She comments, the system marks: the annotation goes into the live document even when `by` may not edit it, so that
    the thread follows its passage. Without the passage in the draft the thread stands on the version she read.
    """
    if not can_start_thread(by, page):
        raise Forbidden(_("You can read this page but not comment on it. Ask an admin of the space for that."))
    sending = about.get("sending") or None
    before = said_already(by, sending)
    if before is not None:
        return before.thread
    thread = _thread(page, by, about)
    written = write(body, page, by=by, agreed=about.get("crowd", 0))
    with atomic():
        _place(thread, is_marked="annotation" in about)
        thread.save()
        comment = Comment.objects.create(
            thread=thread, by=by, at=thread.at, body=written.body, html=written.html, text=written.text, sending=sending
        )
        record(
            "thread.started", by=by, space_id=page.space_id, page_id=page.pk, target_id=thread.pk,
            comment=comment.pk, excerpt=written.excerpt, mentions=written.mentioned, quote=(thread.quote or thread.subject_label)[:200],
            on_draft=thread.is_on_draft, kind=thread.kind,
        )  # fmt: skip
    return thread


def _thread(page: Page, by: User, about: About) -> Thread:
    quote, media, kind = about.get("quote", "").strip(), about.get("media", ""), about.get("kind", "")
    if len(quote) > LONGEST_QUOTE:
        raise Invalid(_("The quoted passage is too long. Your text is kept; quote less, or comment on the page."))
    if kind and kind not in ThreadKind.values:
        raise Invalid(_("There is no such kind of thread. Your text is kept."))
    if media:
        quote = quote or _("Picture")
    subject, label = _subject(page, about.get("subject", ""))
    return Thread(
        page=page, by=by, quote="" if subject else quote, media=media[:500], kind=kind,
        subject=subject, subject_label=label,
        prefix=about.get("prefix", "")[-CONTEXT_LENGTH:], suffix=about.get("suffix", "")[:CONTEXT_LENGTH],
        annotation=about.get("annotation") or local_id(),
    )  # fmt: skip


def _subject(page: Page, subject: str) -> tuple[str, str]:
    """The subject and what it is called. Raises Invalid when it is not, or no longer, on the page."""
    if not subject:
        return "", ""
    place = places(page, [subject]).get(subject)
    if place is None:
        raise Invalid(
            _("What you comment on is no longer on this page. Your text is kept; comment on the page instead.")
        )
    return subject, place.label[:SUBJECT_LENGTH]


def _place(thread: Thread, *, is_marked: bool) -> None:
    """Mark the passage in the draft, and note the version that has it."""
    published = thread.page.published
    if not thread.quote:
        thread.version = published
        return
    marked = is_marked or mark_draft(thread)
    if published is not None and (is_in(published.body, thread) or not marked):
        thread.version = published


def mark_draft(thread: Thread) -> bool:
    """Put the thread's mark into the live document; False when its passage is not there, or can't carry one."""
    return log.edit(thread.page.document_id, lambda doc: _mark(doc, thread), by=SYSTEM)


def _mark(doc: Doc[Any], thread: Thread) -> bool:
    if thread.media:
        return documents.annotate_media(doc, address=thread.media, annotation_id=thread.annotation)
    return documents.annotate(
        doc, quote=thread.quote, prefix=thread.prefix, suffix=thread.suffix, annotation_id=thread.annotation
    )
