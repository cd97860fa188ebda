"""What apps above put beside an everyday question and over a space's list; the table is config/panels.py QUESTION_PANELS."""

from typing import Any

from django.http import HttpRequest
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString, mark_safe

PANELS = "cairn.config.panels.QUESTION_PANELS"


def beside(request: HttpRequest, slot: str, thing: Any) -> SafeString:
    """Everything that is registered for `slot`: "question" (of `thing`, a question) or "space" (a space)."""
    names = import_string(PANELS).get(slot, ())
    return mark_safe("".join(import_string(name)(request, thing) for name in names))
