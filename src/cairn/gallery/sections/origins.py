"""The template behind its name, as it is today: one that comes with Cairn, or a team's own."""

from __future__ import annotations

from cairn.core.errors import Missing
from cairn.gallery.definition import Definition
from cairn.gallery.known import known_to, template_for, template_named
from cairn.gallery.library import templates
from cairn.people.models import User


def definition_of(template: str) -> Definition | None:
    """For pages that were made from it, also when it was removed from the gallery since; None where it is gone."""
    return template_named(template)


def definition_for(user: User, template: str) -> Definition | None:
    """None for a template that she may not know of."""
    if template in templates():
        return templates()[template]
    try:
        return template_for(user, template).definition
    except Missing:
        return None


def definitions(user: User) -> list[Definition]:
    """Every template that she may use."""
    return [each.definition for each in known_to(user)]


def headings_for(template: str) -> dict[str, str]:
    """Key → heading of every section that the template has now."""
    definition = definition_of(template)
    return {each.key: each.heading for each in definition.sections} if definition else {}
