"""What becomes of a decision once it runs or was made: each a row with who, when and why."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cairn.core.clock import now
from cairn.decisions.models.decision import Decision
from cairn.decisions.models.outcome import Outcome
from cairn.pages.models import Page
from cairn.people.models import User


class Supersession(models.Model):
    """`replacement` takes the place of `decision`, from the moment it has an outcome; taking it back deletes the row."""

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="supersession")
    replacement = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="supersedes")
    reason = models.TextField(_("why"))
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(decision=models.F("replacement")), name="decisions_not_its_own_heir")
        ]


class Withdrawal(models.Model):
    """Nobody asks any more, or what was decided holds no longer and nothing takes its place."""

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="withdrawal")
    reason = models.TextField(_("why"))
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=now)


class Reopening(models.Model):
    """Asked again. `outcome` is the one that ended with it (None when it had been withdrawn while it ran).

    That outcome belongs to no decision any more but stands here, with its number, its dissent and its amendments.
    """

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="reopenings")
    outcome = models.OneToOneField(Outcome, on_delete=models.PROTECT, null=True, related_name="reopening")
    reason = models.TextField(_("why"))
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["pk"]


class RevisitKind(models.TextChoices):
    DATE = "date", _("On a day")
    CHANGED = "changed", _("A page changes")
    STALE = "stale", _("A page goes stale")
    ASSUMPTION = "assumption", _("An assumption breaks")


class RevisitTrigger(models.Model):
    """When a decision is to be looked at again: `day`; `page` published anew (`is_material`: with a material change)
    or not for `days` days; or `words`, an assumption that somebody marks as broken."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="triggers")
    kind = models.CharField(_("when"), max_length=10, choices=RevisitKind)
    day = models.DateField(_("day"), null=True)
    page = models.ForeignKey(Page, on_delete=models.CASCADE, null=True, related_name="revisit_triggers")
    is_material = models.BooleanField(_("only a material change"), default=False)
    days = models.PositiveIntegerField(_("days"), null=True)
    words = models.CharField(_("assumption"), max_length=300, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["pk"]


class Firing(models.Model):
    """A trigger went off: once. `by` marked the assumption as broken, or published the page; the worker is nobody.

    It waits for the owner until `answered_at`: she keeps the decision (`answer` says why), or it was reopened,
    superseded or withdrawn.
    """

    trigger = models.OneToOneField(RevisitTrigger, on_delete=models.CASCADE, related_name="firing")
    note = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=now)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)


class Came(models.TextChoices):
    YES = "yes", _("Yes")
    PARTLY = "partly", _("Partly")
    NO = "no", _("No")


class EffectReview(models.Model):
    """Did the expected effect come? Asked once, on the day of the outcome's `review_at`; answered when `came` is set."""

    outcome = models.OneToOneField(Outcome, on_delete=models.CASCADE, related_name="effect_review")
    asked_at = models.DateTimeField(default=now)
    came = models.CharField(_("did it come"), max_length=6, choices=Came, blank=True)
    learnt = models.TextField(_("what we learnt"), blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(null=True)
