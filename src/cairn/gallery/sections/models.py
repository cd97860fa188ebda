"""Sections of published pages by their key, what a page was made from, and what its editors said to new sections."""

from __future__ import annotations

from django.db import models

from cairn.core.clock import now
from cairn.gallery.sections.queries import PageSectionQuerySet
from cairn.pages.models import Page
from cairn.people.models import User

KEY_LENGTH = 60
HEADING_LENGTH = 250


class PageSection(models.Model):
    """A section of the published version. `html` and `text` are rendered once; `is_twice`: the key stands there again."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="sections")
    key = models.CharField(max_length=KEY_LENGTH)
    heading = models.CharField(max_length=HEADING_LENGTH)
    position = models.PositiveIntegerField()
    html = models.TextField()
    text = models.TextField()
    is_filled = models.BooleanField()
    is_twice = models.BooleanField(default=False)

    objects: PageSectionQuerySet = PageSectionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "key"], name="sections_page_key_once")]
        ordering = ["page", "position"]

    def __str__(self) -> str:
        return self.heading or self.key


class Origin(models.Model):
    """The template a page was made from, and which sections that had then: what is measured against when it changes."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="origin")
    template = models.CharField(max_length=100, db_index=True)
    keys = models.JSONField(default=list)
    at = models.DateTimeField(default=now)


class SectionChoice(models.Model):
    """Somebody took a section over that the template gained later, or said that this page does not need it."""

    TAKEN, UNNEEDED = "taken", "unneeded"

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="section_choices")
    key = models.CharField(max_length=KEY_LENGTH)
    choice = models.CharField(max_length=8, choices=[(TAKEN, "taken"), (UNNEEDED, "unneeded")])
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "key"], name="sections_choice_once")]
