"""What other apps put on a space's page; the list is config/panels.py SPACE_PANELS."""

from django.http import HttpRequest
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString, mark_safe

from cairn.people.http import signed_in
from cairn.spaces.access import role_in
from cairn.spaces.models import Space
from cairn.spaces.queries import at_least

PANELS = "cairn.config.panels.SPACE_PANELS"


def space_panels(request: HttpRequest, space: Space, slot: str) -> SafeString:
    """Everything that is registered for `slot` ("actions", "main", "rail"), in order."""
    names = import_string(PANELS).get(slot, ())
    return mark_safe("".join(import_string(name)(request, space) for name in names))


def may_here(request: HttpRequest, space: Space, role: str) -> bool:
    """Whether who asks is `role` or more in the space: read once for all parts of one answer."""
    known: dict[int, str | None] = request.__dict__.setdefault("_space_roles", {})
    if space.pk not in known:
        known[space.pk] = role_in(signed_in(request), space)
    return known[space.pk] in at_least(role)
