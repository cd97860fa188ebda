"""An answer by mail becomes a comment: through the same operation as the browser's."""

from __future__ import annotations

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from cairn.comments.loaders import thread_for
from cairn.comments.models import Comment
from cairn.comments.operations import reply_to_thread, start_thread
from cairn.core.db import atomic
from cairn.core.errors import CairnError
from cairn.mail.inbound.reading import Answer, File
from cairn.mail.models import ReplyAddress
from cairn.pages.loaders import page_for
from cairn.pages.models import Page
from cairn.pages.operations import attach_file
from cairn.people.models import User

MOST_FILES = 10
LARGEST_FILE = 10 * 1024 * 1024  # bytes


def post_reply(address: ReplyAddress, answer: Answer, *, by: User, sending: str) -> Comment:
    """Say `answer` in the thread of `address`, or on its page. `sending` holds one mail to one comment.

    Files are attached to the page where `by` may; what can't be kept is named in the comment, never lost silently.
    Raises what reading and commenting raise: Missing, Forbidden, Invalid, Conflict.
    """
    assert by == address.user
    thread = thread_for(by, address.thread_id) if address.thread_id else None
    page = thread.page if thread else page_for(by, address.page_id)
    with atomic():
        lines = [_keep(file, page, by) for file in answer.files[:MOST_FILES]]
        lines += [
            _left_out(file, _("only %(n)d files of a mail are kept") % {"n": MOST_FILES})
            for file in answer.files[MOST_FILES:]
        ]
        body = "\n\n".join(part for part in (answer.text, *lines) if part)
        if thread is not None:
            return reply_to_thread(thread, by=by, body=body, sending=sending)
        return start_thread(page, by=by, body=body, sending=sending).comments.earliest("pk")


def _keep(file: File, page: Page, by: User) -> str:
    """A line of Markdown: the file's link, or why it is not there."""
    if len(file.content) > LARGEST_FILE:
        return _left_out(file, _("files up to %(most)d MB are taken from mail") % {"most": LARGEST_FILE // 2**20})
    try:
        with atomic():
            kept = attach_file(page, ContentFile(file.content, name=file.name), by=by)
    except CairnError:
        return _left_out(file, _("you may not attach files to this page"))
    return f"[{_plain(kept.name)}]({kept.get_absolute_url()})"


def _left_out(file: File, why: str) -> str:
    words = {"name": _plain(file.name), "size": f"{len(file.content) / 2**20:.1f}", "why": why}
    return "*" + _("Left out: %(name)s (%(size)s MB); %(why)s.") % words + "*"


def _plain(name: str) -> str:
    """A file's name without what Markdown would take for a mark."""
    return "".join(" " if char in "[]()*_`<>\\\n\r" else char for char in name).strip()[:100] or "file"
