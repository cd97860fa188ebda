"""Writes the frameworks that come with Cairn into a database that lacks them."""

from __future__ import annotations

from typing import Any

from cairn.decisions.frameworks.builtin import BUILTIN
from cairn.decisions.frameworks.definition import Definition


def install_builtins(apps: Any) -> None:
    """For a migration and for an emptied database: `apps` gives the models as they are at that time."""
    frameworks = apps.get_model("decisions", "Framework").objects
    versions = apps.get_model("decisions", "FrameworkVersion").objects
    there = set(frameworks.values_list("key", flat=True))
    for position, definition in enumerate(BUILTIN):
        if definition.key not in there:
            framework = frameworks.create(key=definition.key, name=definition.name, position=position)
            version = versions.create(framework=framework, number=1, data=definition.to_data())
            write_rights(apps, version, definition)


def write_rights(apps: Any, version: Any, definition: Definition) -> None:
    """The rows that queries ask (RoleRight)."""
    rights = apps.get_model("decisions", "RoleRight")
    rights.objects.bulk_create(
        rights(version=version, role=role.key, right=right)
        for role in definition.roles
        for right in sorted(definition.rights_of(role))
    )
