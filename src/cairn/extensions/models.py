"""What published pages offer to other pages: excerpts and properties, rendered once, shown to who may see the page."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from cairn.extensions.queries import PartQuerySet
from cairn.pages.models import Page

NAME_LENGTH = 100


class Excerpt(models.Model):
    """A named part of the published version, keyed by its node's `localId`."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="excerpts")
    local_id = models.CharField(max_length=64)
    name = models.CharField(_("name"), max_length=NAME_LENGTH, blank=True)
    position = models.PositiveIntegerField()
    html = models.TextField()
    text = models.TextField()

    objects: PartQuerySet[Excerpt] = PartQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "local_id"], name="extensions_excerpt_once")]
        ordering = ["page", "position"]

    def __str__(self) -> str:
        return self.name or str(_("Excerpt"))


class PageLink(models.Model):
    """The published text of `page` links to `target`, as a link, a card or whole. For who asks what points at a page."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="links_out")
    target = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="links_in")

    objects: PartQuerySet[PageLink] = PartQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "target"], name="extensions_link_once")]


class PageProperty(models.Model):
    """A key of the published version's properties, with its value."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="properties")
    key = models.CharField(_("key"), max_length=NAME_LENGTH)
    folded = models.CharField(max_length=2 * NAME_LENGTH)  # the key without case: two pages may write it differently
    position = models.PositiveIntegerField()
    html = models.TextField()
    text = models.TextField()

    objects: PartQuerySet[PageProperty] = PartQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "folded"], name="extensions_property_once")]
        ordering = ["page", "position"]

    def __str__(self) -> str:
        return self.key
