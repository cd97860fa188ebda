"""A decision: who takes part in it, and when it began."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cairn.core.clock import now
from cairn.decisions.frameworks.definition import Definition
from cairn.decisions.models.frameworks import FrameworkVersion
from cairn.decisions.queries import DecisionQuerySet
from cairn.pages.models import Page
from cairn.people.models import Team, User


class Status(StrEnum):
    """Follows from the rows that exist; never stored."""

    DRAFT = "draft"
    RUNNING = "running"
    DECIDED = "decided"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return str(STATUS_LABELS[self.value])

    @property
    def is_closed(self) -> bool:
        """Nothing about it changes any more: decided, whatever became of that, or withdrawn."""
        return self not in (Status.DRAFT, Status.RUNNING)


STATUS_LABELS = {
    "draft": _("Draft"),
    "running": _("Running"),
    "decided": _("Decided"),
    "superseded": _("Superseded"),
    "withdrawn": _("Withdrawn"),
}


class SilencePolicy(models.TextChoices):
    """What it means when somebody who was asked has said nothing by the due instant."""

    CONSENT = "consent", _("Silence means consent")
    STAND_IN = "stand_in", _("A stand-in is asked")
    ESCALATE = "escalate", _("It escalates to a room")


class Decision(models.Model):
    """Draft until it has a Start; decided once it has an Outcome; superseded once its replacement has one as well."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="decision")
    source = models.ForeignKey(Page, on_delete=models.SET_NULL, null=True, related_name="decisions_from_here")
    framework = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="decisions")
    due_at = models.DateTimeField(_("due"), null=True)
    silence = models.CharField(_("silence"), max_length=8, choices=SilencePolicy, default=SilencePolicy.ESCALATE)
    stand_in = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    questions_block = models.BooleanField(_("open questions block closing"), default=False)
    is_blind = models.BooleanField(_("hide positions until one has given one’s own"), default=False)
    created_at = models.DateTimeField(default=now)

    objects: ClassVar[models.Manager[Decision]] = DecisionQuerySet.as_manager()

    def __str__(self) -> str:
        return self.page.title

    def get_absolute_url(self) -> str:
        return self.page.get_absolute_url()

    @property
    def definition(self) -> Definition:
        """Its framework as it was when the decision began. No query when `framework` was selected with it."""
        return self.framework.definition

    def may_have(self, relation: str) -> bool:
        """Whether asking for these rows is worth a query: not when `with_traces` read that there are none."""
        return bool(getattr(self, f"has_{relation}", True))

    @property
    def status(self) -> Status:
        """Costs no query when the rows of `queries.STATUS_ROWS` were selected with the decision."""
        outcome, supersession = getattr(self, "outcome", None), getattr(self, "supersession", None)
        if outcome and supersession and getattr(supersession.replacement, "outcome", None):
            return Status.SUPERSEDED
        if getattr(self, "withdrawal", None) is not None:
            return Status.WITHDRAWN
        if outcome is not None:
            return Status.DECIDED
        return Status.RUNNING if getattr(self, "start", None) is not None else Status.DRAFT


class Start(models.Model):
    """Who asked everybody to take part, and when."""

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="start")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)


class RoleHolder(models.Model):
    """A person or a team in a role. How many a role takes is the framework's to say, when the decision starts."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="role_holders")
    role = models.CharField(max_length=32)  # the key of a role of the decision's framework
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
        ]
