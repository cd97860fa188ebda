"""Replying, and changing or taking back what one said."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cairn import documents
from cairn.activity.record import record
from cairn.comments.access import can_delete_comment, can_edit_comment, can_reply
from cairn.comments.models import Comment, Thread
from cairn.comments.writing import said_already, write
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Forbidden
from cairn.livedocs import log
from cairn.people.actors import SYSTEM, Actor
from cairn.people.crowds import called
from cairn.people.models import User


def reply_to_thread(
    thread: Thread, *, by: User, body: str, sending: str = "", quiet: bool = False, crowd: int = 0
) -> Comment:
    """Add a comment. A reply to a resolved thread leaves it resolved: thanks do not reopen a question.

    `quiet`: only people mentioned are told; the others hear of it in another way. `crowd`: how many she agreed to tell.
    """
    if not can_reply(by, thread):
        raise Forbidden(_("You can read this page but not comment on it. Ask an admin of the space for that."))
    before = said_already(by, sending)
    if before is not None:
        return before
    written = write(body, thread.page, by=by, agreed=crowd)
    with atomic():
        if not Thread.objects.filter(pk=thread.pk).exists():
            raise Conflict(_("Somebody deleted this thread while you were writing. Your text is kept."))
        comment = Comment.objects.create(
            thread=thread, by=by, body=written.body, html=written.html, text=written.text, sending=sending[:36] or None
        )
        others = thread.comments.filter(deleted_at=None).exclude(by=by).values_list("by", flat=True)
        record(
            "comment.created", by=by, space_id=thread.page.space_id, page_id=thread.page_id, target_id=comment.pk,
            thread=thread.pk, excerpt=written.excerpt, mentions=written.mentioned,
            participants=sorted(set(others) | ({thread.by_id} - {by.pk})), on_draft=thread.is_on_draft, quiet=quiet,
        )  # fmt: skip
    return comment


def edit_comment(comment: Comment, *, by: User, body: str, crowd: int = 0) -> Comment:
    """Change the words of one's own comment; only people who were not mentioned before are told."""
    if not can_edit_comment(by, comment):
        raise Forbidden(_("Only the person who wrote a comment can change it."))
    written = write(body, comment.thread.page, by=by, before=comment.body, agreed=crowd)
    before = called(documents.mentions(comment.body), by)
    with atomic():
        changed = Comment.objects.filter(pk=comment.pk, deleted_at=None).update(
            body=written.body, html=written.html, text=written.text, edited_at=now()
        )
        if not changed:
            raise Conflict(_("This comment was deleted while you were writing. Your text is kept."))
        comment.refresh_from_db()
        thread = comment.thread
        record(
            "comment.edited", by=by, space_id=thread.page.space_id, page_id=thread.page_id, target_id=comment.pk,
            thread=thread.pk, excerpt=written.excerpt, on_draft=thread.is_on_draft,
            mentions=[pk for pk in written.mentioned if pk not in before],
        )  # fmt: skip
    return comment


def delete_comment(comment: Comment, *, by: Actor) -> Thread | None:
    """Take a comment away: a stone stays where replies follow; a thread without words left goes with its mark.

    Gives back the thread, None when it is gone.
    """
    if not can_delete_comment(by, comment):
        raise Forbidden(_("Only the person who wrote a comment, or an admin of the space, can delete it."))
    thread = comment.thread
    thread_id, document, mark = thread.pk, thread.page.document_id, thread.annotation
    with atomic():
        pk = comment.pk
        if thread.comments.filter(pk__gt=pk, deleted_at=None).exists():
            Comment.objects.filter(pk=pk).update(body=documents.empty_document(), html="", text="", deleted_at=now())
        else:
            _drop_from(thread, pk)
        left = thread.comments.exists()
        if not left:
            thread.delete()
            log.edit(document, lambda doc: documents.remove_annotation(doc, mark), by=SYSTEM)
        record(
            "comment.deleted", by=by, space_id=thread.page.space_id, page_id=thread.page_id, target_id=pk,
            thread=thread_id, author=comment.by_id, thread_gone=not left,
        )  # fmt: skip
    return thread if left else None


def _drop_from(thread: Thread, pk: int) -> None:
    """Delete the last comment with words, and the stones that only it held up."""
    spoken = thread.comments.filter(deleted_at=None).exclude(pk=pk).order_by("-pk").values_list("pk", flat=True).first()
    thread.comments.filter(pk__gt=spoken or 0).delete()
