"""Action items: tasks written in a page, kept here so that they can be listed everywhere."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cairn.action_items.queries import ActionItemQuerySet
from cairn.core.clock import now
from cairn.pages.models import Page
from cairn.people.models import User

NOT_IN_TEXT = ("thread-", "citation-", "question-")
ELSEWHERE = {"question-": "/questions/{}/"}  # what it is about has an address of its own


class ActionItem(models.Model):
    """Keyed by the taskItem's `localId`, or by "thread-12" for a thread assigned to somebody,
    "citation-3" for something cited that was superseded, "question-7" for one that a session left unanswered. `removed_at`: no longer in the published page. `carried_to`: the
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
        """Not a thread assigned to somebody, a citation to be looked at, a question: those stand beside the text."""
        return not self.local_id.startswith(NOT_IN_TEXT)

    @property
    def is_question(self) -> bool:
        return self.local_id.startswith("question-")

    def get_absolute_url(self) -> str:
        return address_of(self.page_id, self.local_id)


def address_of(page_id: int, local_id: str) -> str:
    for prefix, address in ELSEWHERE.items():
        if local_id.startswith(prefix):
            return address.format(local_id.removeprefix(prefix))
    return f"/pages/{page_id}/#{local_id if local_id.startswith(NOT_IN_TEXT) else f'action-{local_id}'}"


class Completion(models.Model):
    """Who ticked it, and when. Unticking deletes the row."""

    item = models.OneToOneField(ActionItem, on_delete=models.CASCADE, related_name="completion")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=now)
