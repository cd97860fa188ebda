"""What was decided, under a number that stays."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cairn.core.clock import now
from cairn.decisions.models.decision import Decision
from cairn.decisions.models.table import Option
from cairn.pages.models import Version
from cairn.people.models import User
from cairn.spaces.models import Space


def numbered(number: int) -> str:
    """ "D-3": how people speak of the third decision of a space."""
    return f"D-{number}"


class Outcome(models.Model):
    """What was decided, by whom, and why. Its number is the space's next: D-1, D-2 … without gaps.

    `version` is the text it was decided on, frozen. `override_reason` says why it was decided against open blocks.
    Reopening the decision takes the outcome from it (`decision` is None, `reopening` tells of it); the next one has
    the same number. On the day `review_at` somebody looks, in the way of `check_by`, whether `expected_effect` came.
    """

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, null=True, related_name="outcome")
    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    statement = models.TextField(_("outcome"))
    option = models.ForeignKey(Option, on_delete=models.SET_NULL, null=True, related_name="+")
    override_reason = models.TextField(_("why in spite of the blocks"), blank=True)
    expected_effect = models.TextField(_("what it should bring"), blank=True)
    check_by = models.TextField(_("how we will see whether it came"), blank=True)
    review_at = models.DateField(_("looked at again on"), null=True)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decider = models.CharField(max_length=300, blank=True)  # in words, where nobody who has an account here decided
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["space", "number"], condition=Q(decision__isnull=False), name="decisions_number_once"
            )
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return numbered(self.number)

    @property
    def who(self) -> str:
        """Who decided, in words; "" where an import did not say."""
        return self.by.name if self.by else self.decider


class DecisionCounter(models.Model):
    """The last number given in a space; its row is locked while the next is given."""

    space = models.OneToOneField(Space, on_delete=models.CASCADE, related_name="+")
    last = models.PositiveIntegerField(default=0)
