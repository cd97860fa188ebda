"""Watching a page."""

from cairn.activity.models import Event
from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.core.errors import Missing
from cairn.notifications.models import Watch
from cairn.pages.access import can_view
from cairn.pages.models import Page
from cairn.people.models import User


def watch_page(page: Page, *, by: User, unless_left: bool = False) -> None:
    """`by` hears of changes to `page` from now on. `unless_left`: not when she has stopped watching it before."""
    if not can_view(by, page):
        raise Missing("There is no such page, or it is not open to you.")
    if unless_left and Event.objects.filter(name="page.unwatched", page_id=page.pk, by=by).exists():
        return
    with atomic():
        _, is_new = Watch.objects.get_or_create(user=by, page=page)
        if is_new:
            record("page.watched", by=by, space_id=page.space_id, page_id=page.pk)


def unwatch_page(page: Page, *, by: User) -> None:
    with atomic():
        gone, _ = Watch.objects.filter(user=by, page=page).delete()
        if gone:
            record("page.unwatched", by=by, space_id=page.space_id, page_id=page.pk)
