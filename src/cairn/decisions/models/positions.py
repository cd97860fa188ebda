"""What each person thinks."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from cairn.core.clock import now
from cairn.decisions.models.decision import Decision
from cairn.pages.models import Version
from cairn.people.models import User


class Stance(models.TextChoices):
    AGREE = "agree", _("Agree")
    CONCERN = "concern", _("Concern")
    BLOCK = "block", _("Block")
    ABSTAIN = "abstain", _("Abstain")


class Position(models.Model):
    """What one person thinks, changeable until the outcome; `version` is the text it was taken on."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="positions")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="positions")
    stance = models.CharField(_("position"), max_length=7, choices=Stance)
    reason = models.TextField(_("reason"), blank=True)
    version = models.ForeignKey(Version, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["decision", "user"], name="decisions_position_once")]
