"""Action items: tasks written in a page, kept here so that they can be listed everywhere."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cairn.core.clock import now
from cairn.pages.models import Page
from cairn.people.models import User


class ActionItem(models.Model):
    """Keyed by the taskItem's `localId`. `removed_at`: no longer in the published page."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="action_items")
    local_id = models.CharField(max_length=64)
    text = models.TextField(_("what"))
    assignee = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="action_items")
    due = models.DateField(_("due"), null=True)
    position = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=now)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "local_id"], name="action_items_once")]
        indexes = [models.Index(fields=["assignee", "due"], name="action_items_mine", condition=Q(removed_at=None))]


class Completion(models.Model):
    """Who ticked it, and when. Unticking deletes the row."""

    item = models.OneToOneField(ActionItem, on_delete=models.CASCADE, related_name="completion")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=now)
