"""Copying a template."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from cairn.core.errors import CairnError
from cairn.gallery.known import Known, template_for
from cairn.gallery.operations import copy_template
from cairn.gallery.operations.copy import name_of_copy
from cairn.pages.responses import dialog, goto
from cairn.people.access import is_workspace_admin
from cairn.people.http import signed_in
from cairn.spaces.loaders import space_for
from cairn.spaces.models import Space


def choice(request: HttpRequest, slug: str) -> HttpResponse:
    """The dialog of "Copy"."""
    return _dialog(request, template_for(signed_in(request), slug))


def copy(request: HttpRequest, slug: str) -> HttpResponse:
    """It is changed next: a copy that is to stay as it is needs no copy."""
    user = signed_in(request)
    template = template_for(user, slug)
    where = request.POST.get("where", "")
    try:
        space = space_for(user, where) if where else None
        made = copy_template(template, space, by=user, name=request.POST.get("name", ""))
    except CairnError as error:
        return _dialog(request, template, error)
    return goto(f"/gallery/{made.slug}/definition/")


def _dialog(request: HttpRequest, template: Known, error: CairnError | None = None) -> HttpResponse:
    user = signed_in(request)
    context = {
        "template": template,
        "name": request.POST.get("name", name_of_copy(template.definition)),
        "where": request.POST.get("where", ""),
        "spaces": Space.objects.with_role(user, "editor").order_by("name"),
        "may_workspace": is_workspace_admin(user),
    }
    return dialog(request, "gallery/_copy.html", context, error)
