"""A decision: its roles, its options × criteria, what each person thinks, and what was decided."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cairn.core.clock import now
from cairn.decisions.queries import DecisionQuerySet
from cairn.pages.models import Page, Version
from cairn.people.models import Team, User
from cairn.spaces.models import Space


class DaciRole(models.TextChoices):
    DRIVER = "driver", _("Driver")
    APPROVER = "approver", _("Approver")
    CONTRIBUTOR = "contributor", _("Contributor")
    INFORMED = "informed", _("Informed")


class Stance(models.TextChoices):
    AGREE = "agree", _("Agree")
    CONCERN = "concern", _("Concern")
    BLOCK = "block", _("Block")
    ABSTAIN = "abstain", _("Abstain")


class Status(StrEnum):
    """Follows from the rows that exist; never stored."""

    DRAFT = "draft"
    RUNNING = "running"
    DECIDED = "decided"

    @property
    def label(self) -> str:
        return {"draft": _("Draft"), "running": _("Running"), "decided": _("Decided")}[self.value]  # type: ignore[return-value]


class Decision(models.Model):
    """Draft until it has a Start; decided once it has an Outcome."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="decision")
    source = models.ForeignKey(Page, on_delete=models.SET_NULL, null=True, related_name="decisions_from_here")
    framework = models.CharField(max_length=16, default="daci")
    due_at = models.DateTimeField(_("due"), null=True)
    created_at = models.DateTimeField(default=now)

    objects: ClassVar[models.Manager[Decision]] = DecisionQuerySet.as_manager()

    def __str__(self) -> str:
        return self.page.title

    def get_absolute_url(self) -> str:
        return self.page.get_absolute_url()

    @property
    def status(self) -> Status:
        """Costs no query when `start` and `outcome` were selected with the decision."""
        if getattr(self, "outcome", None) is not None:
            return Status.DECIDED
        return Status.RUNNING if getattr(self, "start", None) is not None else Status.DRAFT


class Start(models.Model):
    """Who asked everybody to take part, and when."""

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="start")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)


class RoleHolder(models.Model):
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="role_holders")
    role = models.CharField(max_length=11, choices=DaciRole)
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="decision_roles")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, null=True, related_name="decision_roles")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, team__isnull=True) | Q(user__isnull=True, team__isnull=False),
                name="decisions_role_user_or_team",
            ),
            models.UniqueConstraint(fields=["decision", "role", "user"], name="decisions_role_user_once"),
            models.UniqueConstraint(fields=["decision", "role", "team"], name="decisions_role_team_once"),
            models.UniqueConstraint(fields=["decision"], condition=Q(role="driver"), name="decisions_one_driver"),
        ]


class Option(models.Model):
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="options")
    title = models.CharField(_("option"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]


class Criterion(models.Model):
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="criteria")
    name = models.CharField(_("criterion"), max_length=80)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]


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


class Outcome(models.Model):
    """What was decided, by whom, and why. Its number is the space's next: D-1, D-2 … without gaps.

    `version` is the text it was decided on, frozen. `override_reason` says why it was decided against open blocks.
    """

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="outcome")
    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    statement = models.TextField(_("outcome"))
    option = models.ForeignKey(Option, on_delete=models.SET_NULL, null=True, related_name="+")
    override_reason = models.TextField(_("why in spite of the blocks"), blank=True)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space", "number"], name="decisions_number_once")]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """ "D-3": how people speak of it."""
        return f"D-{self.number}"


class DecisionCounter(models.Model):
    """The last number given in a space; its row is locked while the next is given."""

    space = models.OneToOneField(Space, on_delete=models.CASCADE, related_name="+")
    last = models.PositiveIntegerField(default=0)
