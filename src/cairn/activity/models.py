"""Event: the row an operation leaves behind. The outbox, the audit log and the feed in one."""

from django.db import models

from cairn.core.clock import now
from cairn.people.models import User


class Event(models.Model):
    """`name` is "noun.verbed". Targets are plain ids: an event outlives what it tells about."""

    name = models.CharField(max_length=60)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")  # null: the system
    at = models.DateTimeField(default=now)
    space_id = models.BigIntegerField(null=True)
    page_id = models.BigIntegerField(null=True)
    target_id = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["page_id", "id"], name="activity_event_page"),
            models.Index(fields=["space_id", "id"], name="activity_event_space"),
        ]

    def __str__(self) -> str:
        return f"{self.name} #{self.pk}"
