"""May she, with this template? Each sentence here has its twin in `queries.py`; a table test holds them together."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cairn.core.errors import Forbidden
from cairn.gallery.models import Template, TemplateRemoval
from cairn.people.access import is_workspace_admin
from cairn.people.actors import Actor, System
from cairn.spaces.access import can_edit_in_space, can_see_space
from cairn.spaces.models import Space


def can_see_template(user: Actor, template: Template) -> bool:
    if TemplateRemoval.objects.filter(template=template).exists():
        return False
    if isinstance(user, System):
        return True
    return user.is_active and (template.space is None or can_see_space(user, template.space))


def can_edit_template(user: Actor, template: Template) -> bool:
    return can_see_template(user, template) and may_keep_templates(user, template.space)


def may_keep_templates(user: Actor, space: Space | None) -> bool:
    """Whether templates of this space (None: of the workspace) are hers to make and change."""
    return is_workspace_admin(user) if space is None else can_edit_in_space(user, space)


def require_keeping(user: Actor, space: Space | None) -> None:
    """Raises Forbidden with words for the person."""
    if not may_keep_templates(user, space):
        if space is None:
            raise Forbidden(_("Templates for the whole workspace are made by its admins. Make it for a space instead."))
        raise Forbidden(_("Only editors of %(space)s can change its templates.") % {"space": space})


def can_arrange_gallery(user: Actor) -> bool:
    """Hide what comes with Cairn, and say what the standard is."""
    return is_workspace_admin(user)


def require_arranging(user: Actor) -> None:
    if not can_arrange_gallery(user):
        raise Forbidden(_("Only admins of the workspace arrange its templates."))
