"""Several templates for one answer: a page and the panels that other apps put on it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.template import Context
from django.template.backends.django import DjangoTemplates, Template
from django.template.loader import get_template
from django.utils.safestring import SafeString


def draw(request: HttpRequest, name: str, values: Mapping[str, Any]) -> SafeString:
    """The template with `values` and what the context processors say, who are asked once a request, not once a panel."""
    template = get_template(name)
    assert isinstance(template, Template)
    return template.template.render(Context({**_shared(request, template.backend), "request": request, **values}))


def _shared(request: HttpRequest, backend: DjangoTemplates) -> dict[str, Any]:
    known: dict[str, Any] | None = request.__dict__.get("_drawing")
    if known is None:
        known = {}
        for processor in backend.engine.template_context_processors:
            known.update(processor(request))
        request.__dict__["_drawing"] = known
    return known
