"""Which templates: the reads that carry the right in the query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from cairn.people.access import is_workspace_admin
from cairn.people.actors import Actor, System
from cairn.spaces.models import Space

if TYPE_CHECKING:
    from cairn.gallery.models import Template  # noqa: F401 (ruff does not see it in the base class)


class TemplateQuerySet(models.QuerySet["Template"]):
    def visible_to(self, user: Actor) -> TemplateQuerySet:
        """The workspace's, and those of the spaces she may read; not those that were removed."""
        return self.once_visible_to(user).filter(removal=None)

    def once_visible_to(self, user: Actor) -> TemplateQuerySet:
        """Also those that were removed: pages made from them stay, and are still read side by side."""
        if isinstance(user, System):
            return self.all()
        if not user.is_active:
            return self.none()
        return self.filter(Q(space=None) | Q(space__in=Space.objects.visible_to(user).order_by().values("pk")))

    def removed_for(self, user: Actor) -> TemplateQuerySet:
        """Those that were removed and that she could see before."""
        return self.once_visible_to(user).exclude(removal=None)

    def editable_by(self, user: Actor) -> TemplateQuerySet:
        """A space's by its editors, the workspace's by workspace admins."""
        return self.visible_to(user).kept_by(user)

    def kept_by(self, user: Actor) -> TemplateQuerySet:
        """Those whose keeping is hers, offered or not."""
        if isinstance(user, System):
            return self
        hers = Q(space__in=Space.objects.with_role(user, "editor").order_by().values("pk"))
        return self.filter(hers | Q(space=None) if is_workspace_admin(user) else hers)
