"""Where an item stands: in which lane, and behind which other."""

from django.db.models import Max
from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.errors import Invalid
from cairn.people.actors import Actor, user_of
from cairn.roadmaps.guard import lock_item
from cairn.roadmaps.models import STEP, Item, Lane


def move_item(item: Item, *, by: Actor, lane: int, after: int | None) -> Item:
    """Into the lane `lane`, behind the item `after`; to its top when that is None.

    The roadmap is locked, so writers move one after the other and the last wins. When `after` has left the lane
    meanwhile, the item goes to its end: nothing is lost, and everybody sees the same order.
    """
    with atomic():
        item = lock_item(item, by=by)
        there = item.roadmap.lanes.filter(pk=lane).first()
        if there is None:
            raise Invalid(_("This roadmap has no such lane. The item stays where it was."))
        before, was_at = item.lane, item.position
        item.lane, item.position = there, _position(there, item, after)
        if (before.pk, was_at) != (there.pk, item.position):
            item.changed_by, item.changed_at = user_of(by), now()
            item.save(update_fields=["lane", "position", "changed_by", "changed_at"])
            page = item.roadmap.page
            data = {"roadmap": item.roadmap_id, "title": item.title, "before": before.name, "after": there.name}
            record("roadmap_item.moved", by=by, space_id=page.space_id, page_id=page.pk, target_id=item.pk, **data)
    return item


def last_position(lane: Lane) -> int:
    """Behind everything in the lane, also behind what was taken off it."""
    return (lane.items.aggregate(last=Max("position"))["last"] or 0) + STEP


def _position(lane: Lane, item: Item, after: int | None) -> int:
    """A position behind `after`; makes room in the lane when there is none left."""
    others = list(lane.items.exclude(pk=item.pk).filter(removal=None).order_by("position", "pk"))
    at = 0
    if after is not None:
        at = next((n + 1 for n, other in enumerate(others) if other.pk == after), len(others))
    above = others[at - 1].position if at else (others[0].position - 2 * STEP if others else 0)
    if at == len(others):
        return above + STEP
    below = others[at].position
    if below - above > 1:
        return (above + below) // 2
    for n, other in enumerate(others):
        other.position = (n + 1 if n < at else n + 2) * STEP
    Item.objects.bulk_update(others, ["position"])
    return (at + 1) * STEP
