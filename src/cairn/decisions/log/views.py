"""Saved views of the log: which are hers to see and to change. Each sentence has its twin in `access.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from cairn.people.actors import Actor, System
from cairn.spaces.models import Space

if TYPE_CHECKING:
    from cairn.decisions.models import LogView  # noqa: F401 (named in a string below)


class LogViewQuerySet(models.QuerySet["LogView"]):
    def visible_to(self, user: Actor) -> LogViewQuerySet:
        """Her own, and those shared with a space; of spaces that she sees, now."""
        if isinstance(user, System):
            return self
        seen = Q(space=None) | Q(space__in=Space.objects.visible_to(user).order_by().values("pk"))
        return self.filter(seen, Q(owner=user) | Q(shared_at__isnull=False))

    def changeable_by(self, user: Actor) -> LogViewQuerySet:
        """Her own; a shared one as an admin of its space as well."""
        if isinstance(user, System):
            return self
        ruled = Q(shared_at__isnull=False, space__in=Space.objects.with_role(user, "admin").order_by().values("pk"))
        return self.visible_to(user).filter(Q(owner=user) | ruled)

    def of_log(self, space: Space | None) -> LogViewQuerySet:
        return self.filter(space=space)
