"""What pages put on a space's home: its pages, what was published lately, and the ways to write and to the trash."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from cairn.pages.loaders import latest_of
from cairn.pages.tree import tree_of
from cairn.people.http import signed_in
from cairn.spaces.models import Space
from cairn.spaces.panels import may_here

NOTHING = SafeString("")


def actions(request: HttpRequest, space: Space) -> SafeString:
    if not may_here(request, space, "editor"):
        return NOTHING
    return _drawn("pages/_space_actions.html", {"space": space}, request)


def main(request: HttpRequest, space: Space) -> SafeString:
    user = signed_in(request)
    context = {
        "space": space,
        "nodes": tree_of(space, user),
        "latest": latest_of(space, user),
        "may_write": may_here(request, space, "editor"),
    }
    return _drawn("pages/_space_pages.html", context, request)


def rail(request: HttpRequest, space: Space) -> SafeString:
    context = {
        "space": space,
        "may_write": may_here(request, space, "editor"),
        "may_manage": may_here(request, space, "admin"),
    }
    return _drawn("pages/_space_rail.html", context, request)


def _drawn(template: str, context: dict[str, object], request: HttpRequest) -> SafeString:
    return mark_safe(render_to_string(template, context, request))
