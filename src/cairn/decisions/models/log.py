"""What people keep of the log: views with a name, and the key of their feeds' addresses."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from cairn.core.clock import now
from cairn.decisions.log.views import LogViewQuerySet
from cairn.pages.models import Page
from cairn.people.models import User
from cairn.spaces.models import Space

NAME_LENGTH = 60


class LogView(models.Model):
    """What `owner` asks the log of `space` (None: of the workspace), by a name. `query` is as `Asked.query()` says it.

    Hers alone, until she shares it with everybody who sees the space.
    """

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="log_views")
    space = models.ForeignKey(Space, on_delete=models.CASCADE, null=True, related_name="log_views")
    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    query = models.TextField(blank=True)
    made_at = models.DateTimeField(default=now)
    shared_at = models.DateTimeField(null=True)
    shared_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[models.Manager[LogView]] = LogViewQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(shared_at=None) | models.Q(space__isnull=False),
                name="decisions_shared_view_has_space",
            )
        ]

    def __str__(self) -> str:
        return self.name


class LogPage(models.Model):
    """The page of a space under which what is decided there is filed. None: it was thrown away, so nothing is filed."""

    space = models.OneToOneField(Space, on_delete=models.CASCADE, related_name="decision_log_page")
    page = models.OneToOneField(Page, on_delete=models.SET_NULL, null=True, related_name="log_of")
    made_at = models.DateTimeField(default=now)


class FeedKey(models.Model):
    """What makes the addresses of her feeds hers: they are signed with it, so a new secret ends every old address."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="feed_key")
    secret = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=now)
