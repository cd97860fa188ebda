"""A live page publishes itself after a pause: for notes that people read while they are written."""

from __future__ import annotations

from cairn.activity.record import record
from cairn.core.clock import now as instant_now
from cairn.core.db import atomic
from cairn.core.errors import CairnError
from cairn.documents import Adf
from cairn.pages.access import require_open_body
from cairn.pages.drafts import head_of, same_words
from cairn.pages.live_pages import GOES_ON
from cairn.pages.models import Page, Version
from cairn.pages.operations.checks import fresh
from cairn.pages.operations.versions import (
    Remark,
    add_version,
    authors_of,
    content_of,
    settled_body,
    tell_published,
)
from cairn.people.actors import SYSTEM, Actor, System


def make_live(page: Page, *, by: Actor) -> Page:
    """From now on the page publishes itself whenever nobody has typed for 30 seconds."""
    return _switch(page, by, is_live=True)


def end_live(page: Page, *, by: Actor) -> Page:
    """The page is published on purpose again."""
    return _switch(page, by, is_live=False)


def _switch(page: Page, by: Actor, *, is_live: bool) -> Page:
    with atomic():
        now = fresh(page)
        require_open_body(by, now)
        if now.is_live != is_live:
            now.is_live, now.live_upto = is_live, now.published.upto if now.published else 0
            now.save(update_fields=["is_live", "live_upto"])
            record("page.made_live" if is_live else "page.live_ended", by=by, space_id=now.space_id, page_id=now.pk)
    return now


def publish_itself(page: Page, *, by: System = SYSTEM) -> Version | None:
    """Publish what a live page holds. None when a reader would see no difference, or the text is locked.

    While the same people write, their version goes on for ten minutes instead of a new one a pause; this is the only
    time that a version changes, and it is always the newest.
    """
    with atomic():
        now = fresh(page)
        authors = authors_of(now, by)
        version = None
        try:
            require_open_body(by, now)
            body = settled_body(now, by)
            if not (now.published and now.published.title == now.title and same_words(now.published.body, body)):
                version = _goes_on(now, body, authors, by) or add_version(
                    now, body, Remark(), authors, by=by, by_itself=True
                )
        except CairnError:
            version = None  # locked, or words that can't be stored: its editors hear so when they publish
        Page.objects.filter(pk=now.pk).update(live_upto=head_of(now.document_id))
    return version


def _goes_on(page: Page, body: Adf, authors: list[int], by: System) -> Version | None:
    last = page.published
    if last is None or last.by_itself_since is None or instant_now() - last.by_itself_since >= GOES_ON:
        return None
    known = list(last.authors.values_list("pk", flat=True))
    if not set(authors) <= set(known):
        return None
    before = last.body
    for name, value in content_of(page, body).items():
        setattr(last, name, value)
    last.save()
    tell_published(page, last, known, by=by, before=before)
    return last
