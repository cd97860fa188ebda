"""A roadmap: what is wanted now, next and later, and when. A page of its own kind carries it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cairn.core.clock import now
from cairn.pages.models import Page
from cairn.people.models import Team, User
from cairn.roadmaps.queries import ItemQuerySet, LaneQuerySet, RoadmapQuerySet

TITLE_LENGTH = 200
DESCRIPTION_LENGTH = 5000
LANE_LENGTH = 40
LABEL_LENGTH = 40
STEP = 1024  # between two neighbours, so that most moves write one row


class State(models.TextChoices):
    PLANNED = "planned", _("Planned")
    PROGRESS = "progress", _("In progress")
    PAUSED = "paused", _("Paused")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")


class Roadmap(models.Model):
    """Rights, comments, watching and history are the page's."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="roadmap")
    created_at = models.DateTimeField(default=now)

    objects: ClassVar[RoadmapQuerySet] = RoadmapQuerySet.as_manager()  # type: ignore[assignment]

    def __str__(self) -> str:
        return str(self.page)

    def get_absolute_url(self) -> str:
        return f"/pages/{self.page_id}/#roadmap"


class Lane(models.Model):
    """Now, next, later, or what a team calls them."""

    roadmap = models.ForeignKey(Roadmap, on_delete=models.CASCADE, related_name="lanes")
    name = models.CharField(_("lane"), max_length=LANE_LENGTH)
    position = models.PositiveSmallIntegerField()

    objects: ClassVar[LaneQuerySet] = LaneQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class Item(models.Model):
    """One thing on a roadmap. `position` orders a lane: gaps of STEP, written under the roadmap's lock alone."""

    roadmap = models.ForeignKey(Roadmap, on_delete=models.CASCADE, related_name="items")
    lane = models.ForeignKey(Lane, on_delete=models.PROTECT, related_name="items")
    position = models.BigIntegerField(default=0)
    title = models.CharField(_("title"), max_length=TITLE_LENGTH)
    description = models.TextField(_("description"), blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.PLANNED)
    start = models.DateField(_("start"), null=True)
    end = models.DateField(_("end"), null=True)
    person = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="roadmap_items")
    team = models.ForeignKey(Team, on_delete=models.SET_NULL, null=True, related_name="roadmap_items")
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=now)
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(default=now)

    objects: ClassVar[ItemQuerySet] = ItemQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(start=None) | Q(end=None) | Q(end__gte=F("start")), name="roadmaps_item_ends_after_start"
            ),
            models.CheckConstraint(condition=Q(person=None) | Q(team=None), name="roadmaps_item_one_owner"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/pages/{self.roadmap.page_id}/#item-{self.pk}"

    @property
    def owner(self) -> User | Team | None:
        return self.person or self.team

    @property
    def owner_value(self) -> str:
        """As a combobox sends it: "12", "team:3", or nothing."""
        if self.team_id:
            return f"team:{self.team_id}"
        return str(self.person_id) if self.person_id else ""


class Removal(models.Model):
    """Who took an item off the roadmap, and when. Putting it back deletes the row."""

    item = models.OneToOneField(Item, on_delete=models.CASCADE, related_name="removal")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=now)


class ItemLabel(models.Model):
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="labels")
    name = models.CharField(max_length=LABEL_LENGTH)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["item", "name"], name="roadmaps_label_once")]

    def __str__(self) -> str:
        return self.name


class ItemLink(models.Model):
    """A page that an item is about: a decision, or any other."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="links")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="roadmap_links")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["item", "page"], name="roadmaps_link_once")]
