"""What silence meant when the time was over."""

from __future__ import annotations

from django.db import models

from cairn.core.clock import now
from cairn.decisions.models.decision import Decision, SilencePolicy
from cairn.people.models import User


class Silence(models.Model):
    """A due instant that came while the decision ran, and what followed. One row an instant: nothing follows twice.

    `policy` is what was done, which may be more than was chosen: where no stand-in could be asked, it escalated; empty
    when everybody had answered. `people` are those who had not.
    """

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="silences")
    due_at = models.DateTimeField()
    policy = models.CharField(max_length=8, choices=SilencePolicy, blank=True)
    people: models.ManyToManyField[User, models.Model] = models.ManyToManyField(User, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["decision", "due_at"], name="decisions_silence_once")]
