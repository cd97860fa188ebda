"""How decisions are made, as data: frameworks, each in versions that never change."""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from cairn.core.clock import now
from cairn.decisions.frameworks.definition import Definition
from cairn.decisions.frameworks.queries import FrameworkQuerySet
from cairn.people.models import User


class Framework(models.Model):
    """A way to decide. `name` is that of its newest version; a retired one is not offered any more."""

    key = models.SlugField(max_length=32, unique=True)
    name = models.CharField(_("name"), max_length=60)
    position = models.PositiveIntegerField(default=0)
    retired_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Framework]] = FrameworkQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def newest(self) -> FrameworkVersion:
        return self.versions.order_by("-number")[0]


class FrameworkVersion(models.Model):
    """A framework as it was defined at one time; a decision keeps the one it began with. Never changed, never removed.

    `by` is None for those that come with Cairn. `data` is `Definition.to_data()`.
    """

    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    data = models.JSONField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["framework", "number"]
        constraints = [models.UniqueConstraint(fields=["framework", "number"], name="decisions_framework_number_once")]

    @cached_property
    def definition(self) -> Definition:
        return Definition.of_data(self.data)


class RoleRight(models.Model):
    """One row for each thing a role may in a version, so that a query can ask. Written with the version."""

    version = models.ForeignKey(FrameworkVersion, on_delete=models.CASCADE, related_name="rights")
    role = models.CharField(max_length=32)
    right = models.CharField(max_length=8)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "right", "role"], name="decisions_role_right_once")]
