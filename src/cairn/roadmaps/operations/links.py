"""What an item is about: decisions and other pages."""

from typing import Any

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.core.errors import Invalid
from cairn.pages.models import Page
from cairn.people.actors import Actor, user_of
from cairn.roadmaps.guard import lock_item
from cairn.roadmaps.models import Item, ItemLink

MOST = 20


def link_page(item: Item, *, by: Actor, page: int | None) -> None:
    """`page` is an id. Invalid for one that she may not see, or that is none; twice changes nothing."""
    with atomic():
        item = lock_item(item, by=by)
        seen = Page.objects.visible_to(by).filter(pk=page, trashing=None).first() if page else None
        if seen is None:
            raise Invalid(_("There is no such page here, or it is not open to you. Choose one of the list."))
        if item.links.count() >= MOST:
            raise Invalid(_("An item has %(most)d links at most. Take one off first.") % {"most": MOST})
        _link, made = ItemLink.objects.get_or_create(item=item, page=seen, defaults={"by": user_of(by)})
        if made:
            _record("roadmap_item.linked", item, by=by, linked=seen.pk)


def unlink_page(item: Item, *, by: Actor, page_id: int) -> None:
    with atomic():
        item = lock_item(item, by=by)
        gone, _rows = item.links.filter(page=page_id).delete()
        if gone:
            _record("roadmap_item.unlinked", item, by=by, linked=page_id)


def _record(event: str, item: Item, *, by: Actor, **data: Any) -> None:
    page = item.roadmap.page
    about = {"roadmap": item.roadmap_id, "title": item.title, **data}
    record(event, by=by, space_id=page.space_id, page_id=page.pk, target_id=item.pk, **about)
