"""What somebody put on her ballot, where a framework asks for more than a position."""

from __future__ import annotations

from django.db import models

from cairn.decisions.models.positions import Position
from cairn.decisions.models.table import Option


class BallotMark(models.Model):
    """One option on one ballot. The ballot is a Position without a stance, so it is changed, confirmed and hidden alike.

    `value` by the framework's ballot: choice 1; ranking the rank, 1 the best; dots how many; scores the score.
    """

    position = models.ForeignKey(Position, on_delete=models.CASCADE, related_name="marks")
    option = models.ForeignKey(Option, on_delete=models.CASCADE, related_name="marks")
    value = models.PositiveIntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["position", "option"], name="decisions_mark_once")]
