"""People, teams, the workspace they share, and the links that let a person in."""

from __future__ import annotations

from datetime import time
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import validate_email
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from cairn.core.clock import now
from cairn.core.ids import secret
from cairn.people.queries import InvitationQuerySet, TeamQuerySet, UserQuerySet
from cairn.ui.hues import hue_of

if TYPE_CHECKING:
    from cairn.people.actors import Actor


class WorkspaceRole(models.TextChoices):
    ADMIN = "admin", _("Admin")
    MEMBER = "member", _("Member")
    GUEST = "guest", _("Guest")


class Workspace(models.Model):
    """The one row that describes this installation."""

    name = models.CharField(_("name"), max_length=80, default="Cairn")
    is_sample = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    def get_queryset(self) -> UserQuerySet:
        return UserQuerySet(self.model, using=self._db)

    def visible_to(self, user: Actor) -> UserQuerySet:
        return self.get_queryset().visible_to(user)

    def active(self) -> UserQuerySet:
        return self.get_queryset().active()

    def create_user(self, email: str, name: str, password: str | None = None, **fields: object) -> User:
        user = self.model(email=self.normalize_email(email).lower(), name=name, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person. `role` is what she is in the workspace; what she may do in a space is SpaceMember's."""

    email = models.EmailField(_("e-mail"), unique=True, validators=[validate_email])
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("role"), max_length=8, choices=WorkspaceRole, default=WorkspaceRole.MEMBER)
    title = models.CharField(_("job title"), max_length=120, blank=True)
    picture = models.FileField(_("picture"), upload_to="pictures/", blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    working_days = models.CharField(_("working days"), max_length=7, default="12345")  # ISO: 1 Monday … 7 Sunday
    workday_start = models.TimeField(_("workday starts"), default=time(9))
    workday_end = models.TimeField(_("workday ends"), default=time(17))
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=now)
    last_seen_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="people_user_email_ci")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_admin(self) -> bool:
        return self.role == WorkspaceRole.ADMIN

    @property
    def is_guest(self) -> bool:
        return self.role == WorkspaceRole.GUEST

    @property
    def hue(self) -> int:
        """Which of the 12 people hues is hers, 0 to 11: the same in avatar, cursor and comment mark."""
        return hue_of(self.pk)

    @property
    def initials(self) -> str:
        words = self.name.split()
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper() or "?"

    @property
    def picture_url(self) -> str:
        """Where her picture is served, changing with the picture; empty when she has none."""
        if not self.picture:
            return ""
        return f"/people/{self.pk}/picture/?v={PurePath(str(self.picture.name)).stem[-12:]}"

    def get_absolute_url(self) -> str:
        return f"/people/{self.pk}/"


class Deactivation(models.Model):
    """Who took a person's access away, and when. Her pages and words stay."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="deactivation")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)


class Absence(models.Model):
    """Days on which she can't be counted on, first and last included, on the calendar of her zone. Everyone may read it."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="absences")
    first_day = models.DateField(_("first day away"))
    last_day = models.DateField(_("last day away"))
    note = models.CharField(_("note"), max_length=120, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["first_day", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=models.F("first_day")), name="people_absence_has_days"),
        ]


class Team(models.Model):
    name = models.CharField(_("name"), max_length=80, unique=True)
    description = models.CharField(_("what the team does"), max_length=300, blank=True)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=now)
    members: models.ManyToManyField[User, TeamMembership] = models.ManyToManyField(
        User, through="TeamMembership", related_name="teams"
    )

    objects = TeamQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/teams/{self.pk}/"


class TeamMembership(models.Model):
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="team_memberships")
    created_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "user"], name="people_membership_once")]


class Invitation(models.Model):
    """A one-time link. The link's secret is `key` signed with the installation's secret, so that neither the database
    alone nor a copy of it opens a door (see `invitations.py`). No `by`: the link of an empty workspace.
    """

    key = models.CharField(max_length=43, unique=True, default=secret)
    email = models.EmailField(_("e-mail"), blank=True)
    role = models.CharField(_("role"), max_length=8, choices=WorkspaceRole, default=WorkspaceRole.MEMBER)
    by = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="invitations_made")
    created_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()
    accepted_by = models.OneToOneField(User, on_delete=models.CASCADE, null=True, related_name="invitation")
    accepted_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.email or f"invitation {self.pk}"

    @property
    def as_what(self) -> str:
        """ "a member": what the link makes of whoever opens it."""
        words = {"admin": _("an admin"), "member": _("a member"), "guest": _("a guest")}
        return str(words[self.role])
