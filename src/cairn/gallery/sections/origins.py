"""The template behind its name, as it is today."""

from __future__ import annotations

from cairn.gallery.definition import Definition
from cairn.gallery.library import templates
from cairn.people.models import User


def definition_of(template: str) -> Definition | None:
    """None for a template that is gone."""
    return templates().get(template)


def definitions(user: User) -> list[Definition]:
    """Every template that she may use."""
    return list(templates().values())


def headings_for(template: str) -> dict[str, str]:
    """Key → heading of every section that the template has now."""
    definition = definition_of(template)
    return {each.key: each.heading for each in definition.sections} if definition else {}
