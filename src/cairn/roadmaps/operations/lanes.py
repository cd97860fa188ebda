"""Lanes have the names that a team gives them."""

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.core.errors import Invalid, Missing
from cairn.people.actors import Actor
from cairn.roadmaps.guard import lock
from cairn.roadmaps.models import LANE_LENGTH, Lane


def rename_lane(lane: Lane, *, by: Actor, name: str) -> Lane:
    with atomic():
        roadmap = lock(lane.roadmap_id, by=by)
        name = " ".join(name.split())
        if not name or len(name) > LANE_LENGTH:
            raise Invalid(_("A lane's name has 1 to %(most)d characters. The old one stands.") % {"most": LANE_LENGTH})
        fresh = roadmap.lanes.filter(pk=lane.pk).first()
        if fresh is None:
            raise Missing(_("This roadmap has no such lane."))
        before, fresh.name = fresh.name, name
        if before != name:
            fresh.save(update_fields=["name"])
            page = roadmap.page
            said = {"roadmap": roadmap.pk, "before": before, "after": name}
            record("lane.renamed", by=by, space_id=page.space_id, page_id=page.pk, target_id=fresh.pk, **said)
    return fresh
