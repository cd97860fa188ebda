"""What the frame around every page shows: her spaces, her unread count, the workspace's name."""

from typing import Any

from django.db.models import Count, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property

from cairn.notifications.models import Notification
from cairn.people.models import User, Workspace
from cairn.people.prepared import prepared_for
from cairn.people.queries import workspace, workspaces
from cairn.spaces.access import can_create_space
from cairn.spaces.models import Space


class Shell:
    """Everything is computed when a template asks, and once: a partial that shows no frame costs no query."""

    def __init__(self, user: User) -> None:
        self.user = user

    @cached_property
    def _row(self) -> Workspace:
        """The workspace with her unread count: one query for both."""
        found = prepared_for(self.user, _workspace_with_unread)
        return found[0] if found else workspace()

    @property
    def workspace_name(self) -> str:
        return self._row.name

    @property
    def unread(self) -> int:
        return getattr(self._row, "unread", 0)

    @cached_property
    def spaces(self) -> list[dict[str, Any]]:
        return [
            {
                "pk": space.pk,
                "name": space.name,
                "key": space.key,
                "url": space.get_absolute_url(),
                "hue": space.pk % 12,
            }
            for space in prepared_for(self.user, _spaces)
        ]

    @cached_property
    def new_space_url(self) -> str:
        return reverse("space_new") if can_create_space(self.user) else ""


def _workspace_with_unread(user: User) -> QuerySet[Workspace]:
    mine = Notification.objects.visible_to(user).unread().counted().order_by().values("user")
    unread = Coalesce(Subquery(mine.annotate(n=Count("pk")).values("n")), 0)
    return workspaces(unread=unread)


def _spaces(user: User) -> QuerySet[Space]:
    return Space.objects.visible_to(user)


class Bare:
    """The frame for somebody who has not signed in: the name of the workspace and nothing else."""

    user = None

    @cached_property
    def workspace_name(self) -> str:
        return workspace().name


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `shell`."""
    if not hasattr(request, "user"):
        return {}  # an error before anybody was recognised: the frame does without
    return {"shell": Shell(request.user) if isinstance(request.user, User) else Bare()}
