"""What can be chosen, by what it is judged, and how each option fares."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from cairn.core.clock import now
from cairn.decisions.models.decision import Decision
from cairn.people.models import User


class Option(models.Model):
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="options")
    title = models.CharField(_("option"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class CriterionKind(models.TextChoices):
    """What a cell of a criterion holds. Cells keep what was typed; `table.reading` reads amounts out of it."""

    TEXT = "text", _("Text")
    NUMBER = "number", _("Number")
    RATING = "rating", _("Rating 1–5")
    MONEY = "money", _("Money")


class Direction(models.TextChoices):
    MORE = "more", _("More is better")
    LESS = "less", _("Less is better")


class Criterion(models.Model):
    """`unit` is a number's unit ("ms") or the currency (ISO 4217, "EUR") of amounts that name none.

    `weight` is its share in the ranking, 0 to 100; 0 leaves it out. Texts never count.
    """

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="criteria")
    name = models.CharField(_("criterion"), max_length=80)
    kind = models.CharField(_("kind"), max_length=6, choices=CriterionKind, default=CriterionKind.TEXT)
    unit = models.CharField(_("unit"), max_length=16, blank=True)
    direction = models.CharField(_("direction"), max_length=4, choices=Direction, default=Direction.MORE)
    weight = models.PositiveSmallIntegerField(_("weight"), default=1)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class Cell(models.Model):
    """What one option costs or brings by one criterion. `revision` counts saves: a stale save is a conflict."""

    option = models.ForeignKey(Option, on_delete=models.CASCADE, related_name="cells")
    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="cells")
    value = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["option", "criterion"], name="decisions_cell_once")]
