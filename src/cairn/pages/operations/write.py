"""Writing a body whole: for importers and the API."""

from __future__ import annotations

from functools import partial
from typing import Any

from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.documents import Adf, fill_doc
from cairn.livedocs.log import edit
from cairn.pages.access import require_open_body
from cairn.pages.models import Page
from cairn.pages.operations.checks import clean_body, fresh
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


def _fill(doc: Any, body: Adf) -> None:
    fill_doc(doc, body)
