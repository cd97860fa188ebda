"""Watching a page, a page and all below it, or a space; and hearing nothing of a page."""

from cairn.activity.models import Event
from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.core.errors import Missing
from cairn.notifications.models import Mute, Watch, WatchPreference
from cairn.pages.access import can_view
from cairn.pages.models import Page
from cairn.people.models import User
from cairn.spaces.access import can_see_space
from cairn.spaces.models import Space


def watch_page(page: Page, *, by: User, below: bool = False) -> None:
    """`by` hears of changes to `page` from now on, with `below` also to every page under it."""
    if not can_view(by, page):
        raise Missing("There is no such page, or it is not open to you.")
    with atomic():
        _unmute(page, by)
        before = Watch.objects.filter(user=by, page=page).first()
        if before is None or before.below != below or before.why != "asked":
            Watch.objects.update_or_create(user=by, page=page, defaults={"below": below, "why": "asked"})
            record("page.watched", by=by, space_id=page.space_id, page_id=page.pk, below=below)


def watch_by_itself(page: Page, *, by: User, why: str) -> None:
    """`by` wrote or spoke on the page: she watches it, unless she does not want that or stopped watching it before."""
    if not WatchPreference.objects.filter(user=by, **{why: False}).exists() and not _has_left(page, by):
        with atomic():
            _, is_new = Watch.objects.get_or_create(user=by, page=page, defaults={"why": why})
            if is_new:
                record("page.watched", by=by, space_id=page.space_id, page_id=page.pk, why=why)


def unwatch_page(page: Page, *, by: User) -> None:
    """`by` hears no more of the page; where a page above or the space is watched, this one is muted."""
    with atomic():
        gone, _ = Watch.objects.filter(user=by, page=page).delete()
        if Watch.objects.of_user(by).reaching(page).exists():
            mute_page(page, by=by)
        elif gone:
            record("page.unwatched", by=by, space_id=page.space_id, page_id=page.pk)


def mute_page(page: Page, *, by: User) -> None:
    """Nothing more of this page reaches `by` but what is asked of her by name, whatever she watches."""
    if not can_view(by, page):
        raise Missing("There is no such page, or it is not open to you.")
    with atomic():
        Watch.objects.filter(user=by, page=page).delete()
        _, is_new = Mute.objects.get_or_create(user=by, page=page)
        if is_new:
            record("page.muted", by=by, space_id=page.space_id, page_id=page.pk)


def unmute_page(page: Page, *, by: User) -> None:
    with atomic():
        _unmute(page, by)


def watch_space(space: Space, *, by: User) -> None:
    """`by` hears of changes to every page of the space that she may see."""
    if not can_see_space(by, space):
        raise Missing("There is no such space, or it is not open to you.")
    with atomic():
        before = Watch.objects.filter(user=by, space=space).first()
        if before is None or before.only_questions:
            Watch.objects.update_or_create(user=by, space=space, defaults={"only_questions": False})
            record("space.watched", by=by, space_id=space.pk)


def unwatch_space(space: Space, *, by: User) -> None:
    with atomic():
        gone, _ = Watch.objects.filter(user=by, space=space).delete()
        if gone:
            record("space.unwatched", by=by, space_id=space.pk)


def choose_watching(*, by: User, wrote: bool, spoke: bool) -> None:
    """Whether `by` comes to watch what she wrote, and what she spoke on, by itself."""
    with atomic():
        WatchPreference.objects.update_or_create(user=by, defaults={"wrote": wrote, "spoke": spoke})
        record("watching.chosen", by=by, user=by.pk, wrote=wrote, spoke=spoke)


def _unmute(page: Page, by: User) -> None:
    gone, _ = Mute.objects.filter(user=by, page=page).delete()
    if gone:
        record("page.unmuted", by=by, space_id=page.space_id, page_id=page.pk)


def _has_left(page: Page, by: User) -> bool:
    """She stopped watching, or muted it; to watch again is for her to say."""
    left = Event.objects.filter(name__in=("page.unwatched", "page.muted"), page_id=page.pk, by=by)
    return left.exists()
