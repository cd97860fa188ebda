"""From a template to a page."""

from django.utils.module_loading import import_string

from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.documents import ensure_local_ids
from cairn.gallery.definition import Definition
from cairn.pages.kinds import kinds
from cairn.pages.models import Page
from cairn.pages.operations import create_page
from cairn.people.actors import Actor
from cairn.spaces.models import Space


def use_template(template: Definition, space: Space, *, by: Actor, title: str, parent: Page | None = None) -> Page:
    """A draft with the template's body. Kinds that carry more than a body make it themselves (`Kind.spin_up`).

    Raises Forbidden when she may not add pages there, Invalid for a title that can't be one.
    """
    body = None if template.is_blank else ensure_local_ids(template.body)
    spin_up = kinds()[template.kind].spin_up
    with atomic():
        if spin_up:
            page: Page = import_string(spin_up)(space, by=by, title=title, parent=parent, body=body)
        else:
            page = create_page(space, by=by, title=title, parent=parent, kind=template.kind, body=body)
        record("template.used", by=by, space_id=space.pk, page_id=page.pk, template=template.slug)
    return page
