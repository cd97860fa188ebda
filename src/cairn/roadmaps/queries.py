"""Which roadmaps and items: the reads that carry the right in the query. Each has its twin in `access.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models

from cairn.pages.models import Page
from cairn.people.actors import Actor

if TYPE_CHECKING:
    from cairn.roadmaps.models import Item, Lane, Roadmap  # noqa: F401 (named in strings below)


class RoadmapQuerySet(models.QuerySet["Roadmap"]):
    def visible_to(self, user: Actor) -> RoadmapQuerySet:
        return self.filter(page__in=Page.objects.visible_to(user).values("pk"), page__trashing=None)

    def changeable_by(self, user: Actor) -> RoadmapQuerySet:
        return self.filter(page__in=Page.objects.editable_by(user).values("pk"), page__trashing=None)

    def of(self, page: Page) -> RoadmapQuerySet:
        """The one of `page`, which the caller has loaded for its reader."""
        return self.filter(page=page)


class LaneQuerySet(models.QuerySet["Lane"]):
    def visible_to(self, user: Actor) -> LaneQuerySet:
        return self.filter(roadmap__page__in=Page.objects.visible_to(user).values("pk"), roadmap__page__trashing=None)


class ItemQuerySet(models.QuerySet["Item"]):
    def visible_to(self, user: Actor) -> ItemQuerySet:
        """Also those that were taken off: they can be put back."""
        return self.filter(roadmap__page__in=Page.objects.visible_to(user).values("pk"), roadmap__page__trashing=None)

    def changeable_by(self, user: Actor) -> ItemQuerySet:
        return self.filter(roadmap__page__in=Page.objects.editable_by(user).values("pk"), roadmap__page__trashing=None)

    def present(self) -> ItemQuerySet:
        return self.filter(removal=None)

    def of(self, roadmap: Roadmap) -> ItemQuerySet:
        """What stands on a roadmap that the caller has loaded for its reader, lane by lane. Three queries."""
        found = self.present().filter(roadmap=roadmap).select_related("person", "team")
        return found.prefetch_related("labels", "links").order_by("lane__position", "position", "pk")


def search_text(page: Page) -> str:
    """What search reads of a roadmap besides title and body. One query."""
    items = apps.get_model("roadmaps", "Item").objects.present().filter(roadmap__page=page)
    rows = items.order_by("pk").values_list("title", "description")
    return "\n".join(text for row in rows for text in row if text)
