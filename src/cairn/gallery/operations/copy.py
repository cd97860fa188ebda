"""A template once more, as one's own."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.gallery.access import require_keeping
from cairn.gallery.definition import Definition
from cairn.gallery.known import Known
from cairn.gallery.models import NAME_LENGTH, Template
from cairn.gallery.operations.keep import add_version, checked, free_slug
from cairn.people.actors import Actor, user_of
from cairn.spaces.models import Space


def copy_template(template: Known, space: Space | None, *, by: Actor, name: str = "") -> Template:
    """Version 1 of a template of the space (None: of the workspace), with all that the other has; `name`: "Copy of …".

    Pages, earlier versions and being the standard stay with the original. Raises Forbidden, Invalid for a name too long.
    """
    require_keeping(by, space)
    wanted = name.strip() or name_of_copy(template.definition)
    # What another app begins (talks of two) it begins with its own templates: the copy makes plain pages.
    definition = checked(replace(template.definition, name=wanted, begins=""))
    with atomic():
        copy = Template.objects.create(space=space, slug=free_slug(definition.name), by=user_of(by))
        add_version(copy, definition, by)
        space_id = space.pk if space else None
        record("template.copied", by=by, space_id=space_id, target_id=copy.pk, template=copy.slug, source=template.slug)
    return copy


def name_of_copy(definition: Definition) -> str:
    return (_("Copy of %(name)s") % {"name": definition.name})[:NAME_LENGTH]
