"""Whom one may mention on a page, and whether they can see it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, JsonResponse

from cairn.pages.loaders import page_for
from cairn.pages.mentions import mentionable, mentioned
from cairn.people.directory import split
from cairn.people.http import signed_in


@login_required
def mentions(request: HttpRequest, pk: int) -> JsonResponse:
    """`{"people": [{"id", "name", "title", "note", "initials", "hue", "picture", "can_view"}]}`: those whose names
    start with `?q=`, or those with the ids `?id=1&id=team:2`; teams have `"kind": "team"` and only a name and note."""
    user = signed_in(request)
    page = page_for(user, pk)
    if "id" in request.GET:
        return JsonResponse({"people": mentioned(user, page, *split(request.GET.getlist("id")[:60]))})
    return JsonResponse({"people": mentionable(user, page, request.GET.get("q", ""))})
