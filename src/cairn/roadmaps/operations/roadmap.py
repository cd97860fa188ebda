"""A new roadmap: a page of its own kind, with three lanes."""

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.documents.types import Adf
from cairn.pages.models import Page
from cairn.pages.operations import create_page
from cairn.people.actors import Actor
from cairn.roadmaps.models import Lane, Roadmap
from cairn.spaces.models import Space


def create_roadmap(place: Space | Page, *, by: Actor, title: str, body: Adf | None = None) -> Roadmap:
    """A draft in a space or under a page, as wide as the window. Forbidden where she may not add pages."""
    space, parent = (place.space, place) if isinstance(place, Page) else (place, None)
    with atomic():
        page = create_page(space, by=by, title=title, parent=parent, kind="roadmap", body=body)
        page.width = "full"
        page.save(update_fields=["width"])
        roadmap = Roadmap.objects.create(page=page)
        names = (_("Now"), _("Next"), _("Later"))
        Lane.objects.bulk_create(Lane(roadmap=roadmap, name=name, position=at) for at, name in enumerate(names))
        record("roadmap.created", by=by, space_id=space.pk, page_id=page.pk, target_id=roadmap.pk)
    return roadmap
