"""What each person thinks."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from cairn.core.clock import now
from cairn.decisions.models.decision import Decision
from cairn.decisions.queries import PositionQuerySet
from cairn.pages.models import Version
from cairn.people.models import User


class Stance(models.TextChoices):
    AGREE = "agree", _("Agree")
    CONCERN = "concern", _("Concern")
    BLOCK = "block", _("Block")
    ABSTAIN = "abstain", _("Abstain")


class Position(models.Model):
    """What one person thinks, changeable until the outcome; `version` is the text it was taken on.

    With `silence` she has said nothing: it is what her silence meant. After a material change she may say that it still
    holds: `confirmed_at`, on the text `confirmed_version`. Taking another position clears both. `change_seen` is the
    last MaterialChange that she had before her, `asked_at` when she was told that something has changed since.
    """

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="positions")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="positions")
    stance = models.CharField(_("position"), max_length=7, choices=Stance, blank=True)  # "" on a ballot
    reason = models.TextField(_("reason"), blank=True)
    version = models.ForeignKey(Version, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=now)
    silence = models.ForeignKey("decisions.Silence", on_delete=models.SET_NULL, null=True, related_name="positions")
    confirmed_version = models.ForeignKey(Version, on_delete=models.SET_NULL, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    change_seen = models.PositiveBigIntegerField(default=0)
    asked_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Position]] = PositionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["decision", "user"], name="decisions_position_once")]

    @property
    def held_on(self) -> Version | None:
        """The text she last said it of."""
        return self.confirmed_version if self.confirmed_at else self.version


class MaterialChange(models.Model):
    """An option or a cost that changed while the decision ran: what it was, what it is, and who changed it.

    `subject` tells changes of one thing from those of another ("option:3", "cell:3:7"): its first `before` and its last
    `after` since a position was taken are what that person has to look at again. Rows outlive what they speak of, so
    `label` says it in words; an option's is empty, as its texts name it.
    """

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="material_changes")
    subject = models.CharField(max_length=64)
    label = models.CharField(max_length=300, blank=True)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["pk"]
