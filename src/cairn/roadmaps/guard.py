"""What every operation on a roadmap does first: lock it, read it afresh, ask whether she may."""

from django.utils.translation import gettext as _

from cairn.core.errors import Forbidden, Missing
from cairn.people.actors import Actor
from cairn.roadmaps.access import can_change_roadmap, can_see_roadmap
from cairn.roadmaps.models import Item, Roadmap


def lock(roadmap_id: int, *, by: Actor) -> Roadmap:
    """The roadmap as it is now; nobody else writes on it until the caller's transaction ends.

    Two statements on purpose: PostgreSQL would join the rows of a lock query as they were before it waited.
    """
    Roadmap.objects.select_for_update().filter(pk=roadmap_id).values_list("pk", flat=True).get()
    fresh = Roadmap.objects.select_related("page__space").get(pk=roadmap_id)
    if not can_see_roadmap(by, fresh):
        raise Missing(_("This roadmap does not exist, or you may not see it."))
    if not can_change_roadmap(by, fresh):
        raise Forbidden(_("Only people who may edit this page can change its roadmap. Nothing was changed."))
    return fresh


def lock_item(item: Item, *, by: Actor, removed: bool = False) -> Item:
    """The item as it is now, its roadmap locked. Missing once it was taken off, unless `removed`."""
    roadmap = lock(item.roadmap_id, by=by)
    found = Item.objects.filter(pk=item.pk) if removed else Item.objects.present().filter(pk=item.pk)
    fresh = found.select_related("lane", "person", "team", "changed_by").first()
    if fresh is None:
        raise Missing(_("Somebody has taken this item off the roadmap meanwhile. Nothing else was changed."))
    fresh.roadmap = roadmap
    return fresh
