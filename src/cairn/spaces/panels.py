"""What other apps put on a space's page; the list is config/panels.py SPACE_PANELS."""

from django.http import HttpRequest
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString, mark_safe

from cairn.spaces.models import Space

PANELS = "cairn.config.panels.SPACE_PANELS"


def space_panels(request: HttpRequest, space: Space, slot: str) -> SafeString:
    """Everything that is registered for `slot` ("actions", "main", "rail"), in order."""
    names = import_string(PANELS).get(slot, ())
    return mark_safe("".join(import_string(name)(request, space) for name in names))
