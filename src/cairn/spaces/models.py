"""Spaces: a team's area, and who is what in it."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cairn.core.clock import now
from cairn.people.models import Team, User
from cairn.spaces.queries import SpaceQuerySet


class SpaceRole(models.TextChoices):
    """From least to most; each role may do what the ones before it may."""

    READER = "reader", _("Reader")
    COMMENTER = "commenter", _("Commenter")
    EDITOR = "editor", _("Editor")
    ADMIN = "admin", _("Admin")


class Access(models.TextChoices):
    OPEN = "open", _("Open to the workspace")
    RESTRICTED = "restricted", _("Only people and teams added to it")
    PRIVATE = "private", _("Only the people it was made for")


class Space(models.Model):
    """`open_role` is what every member (not guest) of the workspace is in an open space. `readers_comment`: its readers
    may comment, resolve and suggest like commenters."""

    key = models.CharField(
        _("key"),
        max_length=16,
        unique=True,
        validators=[RegexValidator(r"^[A-Z][A-Z0-9]*$", _("Use capital letters and digits, a letter first."))],
    )
    name = models.CharField(_("name"), max_length=80)
    description = models.CharField(_("what it is for"), max_length=300, blank=True)
    access = models.CharField(_("access"), max_length=10, choices=Access, default=Access.OPEN)
    open_role = models.CharField(_("everyone is"), max_length=9, choices=SpaceRole, default=SpaceRole.EDITOR)
    readers_comment = models.BooleanField(_("readers may comment"), default=False)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=now)

    objects = SpaceQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/spaces/{self.key}/"

    @property
    def everyone_can(self) -> str:
        """ "can write": what `open_role` means for everyone while the space is open."""
        words = {
            "reader": _("can read"),
            "commenter": _("can read and comment"),
            "editor": _("can write"),
            "admin": _("can write and manage it"),
        }
        role = "commenter" if self.open_role == "reader" and self.readers_comment else self.open_role
        return str(words[role])


class SpaceMember(models.Model):
    """One person or one team with a role in a space."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="space_memberships")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, null=True, related_name="space_memberships")
    role = models.CharField(_("role"), max_length=9, choices=SpaceRole, default=SpaceRole.EDITOR)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, team__isnull=True) | Q(user__isnull=True, team__isnull=False),
                name="spaces_member_user_or_team",
            ),
            models.UniqueConstraint(fields=["space", "user"], name="spaces_member_user_once"),
            models.UniqueConstraint(fields=["space", "team"], name="spaces_member_team_once"),
        ]
