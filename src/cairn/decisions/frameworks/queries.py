"""Which frameworks there are, and the version to begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models

from cairn.decisions.frameworks.builtin import BUILTIN, DEFAULT
from cairn.decisions.frameworks.install import install_builtins

if TYPE_CHECKING:
    from cairn.decisions.models import Framework, FrameworkVersion  # noqa: F401 (named in strings below)


class FrameworkQuerySet(models.QuerySet["Framework"]):
    def offered(self) -> FrameworkQuerySet:
        return self.filter(retired_at=None)


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
