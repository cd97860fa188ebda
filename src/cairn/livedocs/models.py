"""The update log: append-only rows of Yjs updates, compacted into snapshots. It is the truth of a live document."""

from django.db import models

from cairn.core.clock import now
from cairn.people.models import User


class LiveDocument(models.Model):
    """What people edit together: one per page body, one per board.

    `head` is the sequence number of the document's last update and `weight` the bytes ever appended. Whoever appends
    raises both first and so holds this row until she commits: numbers become visible in order and without gaps.
    """

    kind = models.CharField(max_length=10, default="page")
    head = models.BigIntegerField(default=0)
    weight = models.BigIntegerField(default=0)  # bytes
    created_at = models.DateTimeField(default=now)


class Update(models.Model):
    """One Yjs update (v1 encoding), the `seq`-th of its document. Never changed; removed once a snapshot holds it."""

    document = models.ForeignKey(LiveDocument, on_delete=models.CASCADE, related_name="updates", db_index=False)
    seq = models.BigIntegerField()
    data = models.BinaryField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "seq"], name="livedocs_update_seq_once")]


class Snapshot(models.Model):
    """The document's whole state after all updates with a `seq` up to `upto`.

    `vector` is the state vector of `state` (v1 encoding), so that nobody need read the state to know what it holds;
    empty in snapshots of older releases.
    """

    document = models.OneToOneField(LiveDocument, on_delete=models.CASCADE, related_name="snapshot")
    upto = models.BigIntegerField()
    state = models.BinaryField()
    vector = models.BinaryField(default=b"")
    at = models.DateTimeField(default=now)


class Writer(models.Model):
    """Whose updates a snapshot has swallowed: the last one of each person, so that authors outlive the log."""

    document = models.ForeignKey(LiveDocument, on_delete=models.CASCADE, related_name="writers", db_index=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    seq = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "user"], name="livedocs_writer_once")]
