"""Publishing makes an immutable version of what people wrote together."""

from __future__ import annotations

from cairn.core.db import atomic
from cairn.pages.access import require_open_body
from cairn.pages.crowds import ask_before_telling
from cairn.pages.models import Page, Version
from cairn.pages.operations.checks import clean_title, fresh
from cairn.pages.operations.versions import add_version, authors_of, clean_remark, refuse_the_same, settled_body
from cairn.pages.readiness import refuse_unready
from cairn.people.actors import Actor


def publish_page(
    page: Page, *, by: Actor, message: str = "", minor: bool = False, material: bool = False, crowd: int | None = None
) -> Version:
    """Publish title and text as they are now. `message` says what changed (up to 300 characters).

    `minor`: nobody who watches is told; `material`: it changes what was agreed. Nobody's words are lost: the live
    document is shared, so a version holds what everybody has written so far. Raises Conflict when nothing changed since
    the last version, or when the page's kind has locked its text, Invalid for an empty required section. `crowd`: how many people she has
    agreed to tell by naming a team; AsksFirst where it is more. None is nobody to ask: what the house does by itself.
    """
    remark = clean_remark(message, minor=minor, material=material)
    with atomic():
        now = fresh(page)
        require_open_body(by, now)
        now.title = clean_title(now.title)
        authors = authors_of(now, by)
        body = settled_body(now, by)
        refuse_the_same(now, now.title, body)
        if crowd is not None:
            refuse_unready(now, body)
            ask_before_telling(now, body, by=by, agreed=crowd)
        version = add_version(now, body, remark, authors, by=by)
        page.published, page.title = version, now.title
    return version
