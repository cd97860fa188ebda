"""A page's title is the same for everybody at once; the version keeps the title it was published under."""

from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.pages.access import require_open_body
from cairn.pages.models import Page
from cairn.pages.operations.checks import clean_title, fresh
from cairn.people.actors import Actor


def rename_page(page: Page, *, by: Actor, title: str) -> Page:
    """Give the page another title. The same title again changes nothing and leaves no event.

    Raises Conflict where the page's kind has locked its text: the title belongs to it.
    """
    title = clean_title(title)
    with atomic():
        now = fresh(page)
        require_open_body(by, now)
        page.title = title
        if now.title == title:
            return page
        old, now.title = now.title, title
        now.save(update_fields=["title"])
        record("page.renamed", by=by, space_id=now.space_id, page_id=now.pk, title=title, before=old)
    return page
