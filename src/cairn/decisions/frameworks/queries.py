"""Which frameworks there are, and the version to begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import OuterRef, Subquery

from cairn.decisions.frameworks.builtin import BUILTIN, DEFAULT
from cairn.decisions.frameworks.install import install_builtins

if TYPE_CHECKING:
    from cairn.decisions.models import Framework, FrameworkVersion


class FrameworkQuerySet(models.QuerySet["Framework"]):
    def offered(self) -> FrameworkQuerySet:
        return self.filter(retired_at=None)

    def newest_versions(self) -> list[FrameworkVersion]:
        """The newest version of each framework on offer, in their order. One query."""
        versions = apps.get_model("decisions", "FrameworkVersion").objects
        newest = versions.filter(framework=OuterRef("framework")).order_by("-number").values("pk")[:1]
        found = versions.filter(pk=Subquery(newest), framework__in=self.offered())
        return list(found.select_related("framework").order_by("framework__position", "framework"))


def current_version(key: str = DEFAULT) -> FrameworkVersion:
    """The newest version of the framework `key`, retired or not. Raises KeyError when there is none."""
    versions = apps.get_model("decisions", "FrameworkVersion").objects.select_related("framework")
    newest = versions.filter(framework__key=key).order_by("-number").first()
    if newest is None and any(key == definition.key for definition in BUILTIN):
        install_builtins(apps)  # a database that was emptied, as tests do
        newest = versions.filter(framework__key=key).order_by("-number").first()
    if newest is None:
        raise KeyError(key)
    found: FrameworkVersion = newest
    return found


def framework_named(key: str) -> Framework | None:
    """The framework with this key; everybody of the workspace may read all of them."""
    found: Framework | None = apps.get_model("decisions", "Framework").objects.filter(key=key).first()
    return found


def taken_keys() -> set[str]:
    return set(apps.get_model("decisions", "Framework").objects.values_list("key", flat=True))
