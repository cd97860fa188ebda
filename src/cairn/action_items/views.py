"""Her action items as a list, and the box of one: PUT ticks it, DELETE unticks it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from cairn.action_items.loaders import action_item_for
from cairn.action_items.models import ActionItem
from cairn.action_items.operations import complete_action_item, reopen_action_item
from cairn.core.ids import number
from cairn.people.http import signed_in

MOST = 100


def list_action_items(request: HttpRequest) -> HttpResponse:
    """A page of its own; to htmx the list alone. `?limit=5` for the start page."""
    limit = request.GET.get("limit", "")
    items = ActionItem.objects.open_for(signed_in(request))
    context = {"items": items[: min(MOST if (most := number(limit)) is None else most, MOST)], "total": items.count()}
    is_part = request.headers.get("HX-Request") == "true"
    return render(request, f"action_items/{'_list' if is_part else 'list'}.html", context)


def complete(request: HttpRequest, pk: int) -> HttpResponse:
    item = action_item_for(signed_in(request), pk)
    complete_action_item(item, by=signed_in(request))
    return _box(request, pk)


def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    item = action_item_for(signed_in(request), pk)
    reopen_action_item(item, by=signed_in(request))
    return _box(request, pk)


def _box(request: HttpRequest, pk: int) -> HttpResponse:
    """The box as it is now. `?in=list`: a row of a list rather than a box in a text."""
    item = action_item_for(signed_in(request), pk)
    if request.headers.get("HX-Request") != "true":
        return HttpResponseRedirect(item.get_absolute_url(), status=303)
    if request.GET.get("in") == "list":
        return render(request, "action_items/_item.html", {"item": item})
    label = f"action-{item.local_id}"
    return render(request, "action_items/_box.html", {"item": item, "may": True, "label": label})
