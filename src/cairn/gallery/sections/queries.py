"""Which sections of which pages: the reads that carry the right in the query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from cairn.pages.models import Page
from cairn.pages.queries import PageQuerySet
from cairn.people.actors import Actor

if TYPE_CHECKING:
    from cairn.gallery.sections.models import PageSection  # noqa: F401 (named in a string below)


class PageSectionQuerySet(models.QuerySet["PageSection"]):
    def visible_to(self, user: Actor) -> PageSectionQuerySet:
        """Sections of the published pages that she may see."""
        return self.filter(page__in=Page.objects.visible_to(user).values("pk"), page__published__isnull=False)

    def of_template(self, template: str) -> PageSectionQuerySet:
        return self.filter(page__origin__template=template)


def pages_from(user: Actor, template: str) -> PageQuerySet:
    """Published pages that were made from the template, which she may see."""
    return Page.objects.visible_to(user).filter(published__isnull=False, origin__template=template)
