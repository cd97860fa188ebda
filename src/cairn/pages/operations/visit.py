"""That somebody has read a page: what "changed since you were last here" is measured from."""

from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.errors import Forbidden
from cairn.pages.access import can_view
from cairn.pages.models import Page, PageVisit
from cairn.people.models import User


def visit_page(page: Page, *, by: User) -> int:
    """Remember that `by` is reading the page now. Only the first sight of a version leaves an event.

    Returns the number of the version she had read before, 0 for none.
    """
    if not can_view(by, page):
        raise Forbidden("This page is not open to you.")
    number = page.published.number if page.published else 0
    with atomic():
        before = PageVisit.objects.filter(page=page, user=by).values_list("version", flat=True).first()
        PageVisit.objects.update_or_create(page=page, user=by, defaults={"at": now(), "version": number})
        if before != number:
            record("page.read", by=by, space_id=page.space_id, page_id=page.pk, number=number)
    return before or 0
