"""Writing a body whole: for importers and the API, and to bring an old version back."""

from __future__ import annotations

from functools import partial
from typing import Any

from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.documents import Adf, fill_doc
from cairn.livedocs.log import edit
from cairn.pages.access import require_open_body
from cairn.pages.models import Page, Version
from cairn.pages.operations.checks import clean_body, fresh
from cairn.pages.operations.publish import publish_page
from cairn.people.actors import Actor


def replace_body(page: Page, *, by: Actor, body: Adf) -> Page:
    """Put `body` in place of what the live document holds. Not published by this; readers keep the last version."""
    body = clean_body(body)
    with atomic():
        now = fresh(page)
        require_open_body(by, now)
        edit(now.document_id, partial(_fill, body=body), by=by)
        record("page.body_replaced", by=by, space_id=now.space_id, page_id=now.pk, title=now.title)
    return now


def revert_page(page: Page, *, by: Actor, version: Version) -> Version:
    """Publish an old version again as the newest; what was in between stays in the history."""
    with atomic():
        now = fresh(page)
        require_open_body(by, now)
        edit(now.document_id, partial(_fill, body=clean_body(version.body)), by=by)
        newest = publish_page(now, by=by, message=f"Version {version.number} brought back")
        record(
            "page.reverted", by=by, space_id=now.space_id, page_id=now.pk, target_id=newest.pk, number=version.number
        )
    return newest


def _fill(doc: Any, body: Adf) -> None:
    fill_doc(doc, body)
