"""Action items: tasks written in a page, kept here so that they can be listed everywhere."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cairn.action_items.queries import ActionItemQuerySet
from cairn.core.clock import now
from cairn.pages.models import Page
from cairn.people.models import User

NOT_IN_TEXT = ("thread-", "citation-")


class ActionItem(models.Model):
    """Keyed by the taskItem's `localId`, or by "thread-12" for a thread assigned to somebody,
    "citation-3" for something cited that was superseded. `removed_at`: no longer in the published page. `carried_to`: the
    page on which it counts now; here it only says where it went.

    `state_at` is when its box was last decided, by a tick or by a publication: a version made before that does not
    decide it again, so a handler that runs late or twice changes nothing.
    """

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="action_items")
    local_id = models.CharField(max_length=64)
    text = models.TextField(_("what"))
    assignee = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="action_items")
    due = models.DateField(_("due"), null=True)
    position = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=now)
    state_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
    carried_to = models.ForeignKey(Page, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = ActionItemQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "local_id"], name="action_items_once")]
        indexes = [models.Index(fields=["assignee", "due"], name="action_items_mine", condition=Q(removed_at=None))]

    def __str__(self) -> str:
        return self.text

    @property
    def is_done(self) -> bool:
        return hasattr(self, "completion")

    @property
    def stands_in_text(self) -> bool:
        """Not a thread assigned to somebody, nor a citation to be looked at: those are elements of the page's view."""
        return not self.local_id.startswith(NOT_IN_TEXT)

    def get_absolute_url(self) -> str:
        return f"/pages/{self.page_id}/#{f'action-{self.local_id}' if self.stands_in_text else self.local_id}"


class Completion(models.Model):
    """Who ticked it, and when. Unticking deletes the row."""

    item = models.OneToOneField(ActionItem, on_delete=models.CASCADE, related_name="completion")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=now)
