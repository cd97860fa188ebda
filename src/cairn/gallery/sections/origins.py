"""The template behind its name, as it is today: one that comes with Cairn, or a team's own."""

from __future__ import annotations

from cairn.gallery.definition import Definition
from cairn.gallery.known import known_to, template_named
from cairn.gallery.library import templates
from cairn.gallery.models import Template
from cairn.people.models import User


def definition_of(template: str) -> Definition | None:
    """For pages that were made from it, also when it was removed from the gallery since; None where it is gone."""
    return template_named(template)


def definition_for(user: User, template: str) -> Definition | None:
    """Also of one that left the gallery since; None for a template that she may not know of."""
    if template in templates():
        return templates()[template]
    own = Template.objects.once_visible_to(user).select_related("latest__template").filter(slug=template).first()
    return own.latest.read() if own and own.latest else None


def is_offered(user: User, template: str) -> bool:
    """Whether somebody may begin with it today."""
    return template in templates() or Template.objects.visible_to(user).filter(slug=template).exists()


def definitions(user: User) -> list[Definition]:
    """Every template that she may use."""
    return [each.definition for each in known_to(user)]


def headings_for(template: str) -> dict[str, str]:
    """Key → heading of every section that the template has now."""
    definition = definition_of(template)
    return {each.key: each.heading for each in definition.sections} if definition else {}
