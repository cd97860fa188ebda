"""The update log: append-only rows of Yjs updates, compacted into snapshots. It is the truth of a live document."""

from django.db import models

from cairn.core.clock import now
from cairn.people.models import User


class LiveDocument(models.Model):
    """What people edit together: one per page body, one per board."""

    kind = models.CharField(max_length=10, default="page")
    created_at = models.DateTimeField(default=now)


class Update(models.Model):
    """One or more merged Yjs updates (v1 encoding). Never changed; removed only once a snapshot holds it."""

    document = models.ForeignKey(LiveDocument, on_delete=models.CASCADE, related_name="updates")
    data = models.BinaryField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["document", "id"], name="livedocs_update_doc")]


class Snapshot(models.Model):
    """The document's whole state after all updates with an id up to `upto`."""

    document = models.OneToOneField(LiveDocument, on_delete=models.CASCADE, related_name="snapshot")
    upto = models.BigIntegerField()
    state = models.BinaryField()
    at = models.DateTimeField(default=now)
