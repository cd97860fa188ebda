"""Reads of mail: a person's own choices, and for admins what came in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from cairn.people.access import is_workspace_admin
from cairn.people.actors import Actor
from cairn.people.models import User

if TYPE_CHECKING:
    from cairn.mail.models import MailPreferences, Received  # noqa: F401 (named in a string below)


class MailPreferencesQuerySet(models.QuerySet["MailPreferences"]):
    def of(self, user: User) -> MailPreferences:
        """Hers, or the defaults, not stored yet."""
        return self.filter(user=user).first() or self.model(user=user)

    def to_change(self, user: User) -> MailPreferences:
        """Hers, stored and locked: who saves, and who stops mail by a link meanwhile, each keep their part."""
        self.get_or_create(user=user)
        return self.select_for_update().get(user=user)


class ReceivedQuerySet(models.QuerySet["Received"]):
    def visible_to(self, user: Actor) -> ReceivedQuerySet:
        """What came in is for admins: subjects and senders may be anybody's."""
        return self if is_workspace_admin(user) else self.none()

    def refused(self) -> ReceivedQuerySet:
        return self.exclude(outcome="taken")
