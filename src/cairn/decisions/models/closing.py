"""The way to an outcome, and what stands beside it afterwards."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from cairn.core.clock import now
from cairn.decisions.models.outcome import Outcome
from cairn.decisions.models.positions import Stance
from cairn.pages.models import Version
from cairn.people.models import User


class Approval(models.Model):
    """Somebody who decides said yes to the outcome: by closing it, or by her position where all have to approve."""

    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="approvals")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["outcome", "user"], name="decisions_outcome_approved_once"),
        ]


class Dissent(models.Model):
    """A concern or a block as it stood when the decision was closed, in the words of whoever raised it."""

    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="dissent")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    stance = models.CharField(max_length=7, choices=Stance)
    reason = models.TextField(blank=True)
    version = models.ForeignKey(Version, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=now)  # when the position was taken

    class Meta:
        ordering = ["stance", "pk"]  # "block" comes before "concern"
        constraints = [models.UniqueConstraint(fields=["outcome", "user"], name="decisions_dissent_once")]


class Amendment(models.Model):
    """What was changed about an outcome afterwards, and why. It stands beside the original words, which stay."""

    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="amendments")
    text = models.TextField(_("what changes"))
    reason = models.TextField(_("why"))
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["pk"]
