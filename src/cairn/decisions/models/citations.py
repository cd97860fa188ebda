"""Which pages point at which decisions, as their published text says."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from cairn.decisions.models.decision import Decision
from cairn.pages.models import Page


class Citation(models.Model):
    """The published text of `page` links to, shows as a card, or embeds `decision`. Kept by `follow_citations`."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="citations")
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="citations")

    objects: ClassVar[models.Manager[Citation]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "decision"], name="decisions_citation_once")]
