"""Bringing back what was: an old version for readers, an old draft for those who write.

Both change the live document by no more than what differs, so that whoever has the editor open merges with it. What
others are writing at this moment stays in the draft, and how the draft stood just before is kept in its history.
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from cairn.activity.record import record
from cairn.core.clock import now as instant_now
from cairn.core.db import atomic
from cairn.core.errors import Conflict
from cairn.documents import Adf, adf_from_doc, diff, merge_doc
from cairn.livedocs.log import edit
from cairn.livedocs.models import Update
from cairn.livedocs.reading import load_before
from cairn.pages.access import require_open_body
from cairn.pages.drafts import draft_body, same_words
from cairn.pages.history import keep_draft
from cairn.pages.models import DraftSnapshot, Page, Version
from cairn.pages.operations.checks import clean_body, fresh
from cairn.pages.operations.versions import Remark, add_version, refuse_the_same, settled_body
from cairn.people.actors import Actor, user_of

JUST_NOW = timedelta(minutes=1)


def revert_page(page: Page, *, by: Actor, version: Version) -> Version:
    """Publish an old version again as the newest; what was in between stays in the history."""
    with atomic():
        now = fresh(page)
        require_open_body(by, now)
        old = clean_body(version.body)
        refuse_the_same(now, now.title, old)
        stays_written = _bring_back(now, old, by)
        person = user_of(by)
        body = old if stays_written else settled_body(now, by)
        message = f"Version {version.number} brought back"
        newest = add_version(now, body, Remark(message), [person.pk] if person else [], by=by)
        if stays_written:  # the version is the old one to the letter; the draft has gone on from it
            newest.upto -= 1
            newest.save(update_fields=["upto"])
        page.published = newest
        record(
            "page.reverted", by=by, space_id=now.space_id, page_id=now.pk, target_id=newest.pk, number=version.number
        )
    return newest


def restore_draft(page: Page, *, by: Actor, snapshot: DraftSnapshot) -> None:
    """Make the draft what it was. Readers see nothing of it until somebody publishes."""
    with atomic():
        now = fresh(page)
        require_open_body(by, now)
        body = clean_body(snapshot.body)
        if same_words(draft_body(now), body):
            raise Conflict("The draft reads like this already, so nothing was changed.")
        _bring_back(now, body, by)
        record("page.draft_restored", by=by, space_id=now.space_id, page_id=now.pk, target_id=snapshot.pk)


def _bring_back(page: Page, body: Adf, by: Actor) -> bool:
    """Whether the draft holds anything beside `body` now: what others are writing at this moment."""
    keep_draft(page, "restoration")
    current = draft_body(page)
    wanted = clean_body(_with_what_is_being_written(page, current, body, by))
    edit(page.document_id, partial(merge_doc, body=wanted), by=by)
    return not same_words(wanted, body)


def _with_what_is_being_written(page: Page, current: Adf, body: Adf, by: Actor) -> Adf:
    """`body`, with the blocks that somebody else has changed within the last minute as she left them."""
    recent = Update.objects.filter(document=page.document_id, at__gte=instant_now() - JUST_NOW, by__isnull=False)
    first = recent.exclude(by=user_of(by)).order_by("seq").values_list("seq", flat=True).first()
    if first is None:
        return body
    before = adf_from_doc(load_before(page.document_id, first))
    written = {id(c.new) for c in diff(before, current).changes if c.new is not None and c.how not in ("same", "moved")}
    content = []
    for change in diff(current, body).changes:
        if change.old is not None and id(change.old) in written and change.how != "left":
            content.append(change.old)
        elif change.new is not None:
            content.append(change.new)
    return {**body, "content": content}
