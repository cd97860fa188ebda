"""What apps above offer to do with a template, beside "Use this template"; wired in `config/panels.py`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from django.http import HttpRequest
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString, mark_safe

from cairn.gallery.known import Known
from cairn.gallery.place import Place

ACTIONS = "cairn.config.panels.TEMPLATE_ACTIONS"  # by name: the list wires apps that lie above this one
Action = Callable[[HttpRequest, Known, Place], SafeString]


def actions_for(request: HttpRequest, template: Known, place: Place) -> SafeString:
    """One after another; "" where nobody offers anything."""
    return mark_safe("".join(action(request, template, place) for action in _actions()))


@cache
def _actions() -> Sequence[Action]:
    return [import_string(name) for name in import_string(ACTIONS)]
