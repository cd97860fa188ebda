"""What the editor asks: an extension as its writer would read it, and the excerpts she may include."""

import json

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin

from cairn.core.errors import Invalid
from cairn.documents import to_html
from cairn.documents.own import LIVE, TYPE
from cairn.extensions.queries import excerpts_matching
from cairn.pages.loaders import page_for
from cairn.pages.panels import overlaid
from cairn.people.http import signed_in


@login_required
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """`?key=children&parameters={…}` on this page: the HTML that she would see when reading it."""
    page = page_for(signed_in(request), pk)
    key, inline = request.GET.get("key", ""), request.GET.get("inline") == "1"
    try:
        given = json.loads(request.GET.get("parameters") or "{}")
    except (ValueError, RecursionError):
        given = None
    if key not in LIVE or not isinstance(given, dict):
        raise Invalid("There is no such extension, or what it was given can't be read.")
    kind = "inlineExtension" if inline else "extension"
    node = {"type": kind, "attrs": {"extensionType": TYPE, "extensionKey": key, "parameters": given}}
    return HttpResponse(overlaid(request, page, to_html({"type": "doc", "content": [node]})))


@xframe_options_sameorigin
def diagram_frame(request: HttpRequest) -> HttpResponse:
    """The empty document in which Mermaid draws. Its policy lets nothing in or out but our scripts and its messages."""
    response = render(request, "extensions/diagram_frame.html")
    response["Content-Security-Policy"] = (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'self'; sandbox allow-scripts"
    )
    return response


@login_required
def excerpts(request: HttpRequest) -> JsonResponse:
    """`?q=` words of an excerpt's name or its page's title → `{"excerpts": [{page, excerpt, title, name, …}]}`."""
    found = excerpts_matching(signed_in(request), request.GET.get("q", ""))
    shown = [
        {
            "page": each.page_id,
            "excerpt": each.local_id,
            "title": str(each.page),
            "name": each.name,
            "space": each.page.space.name,
            "text": " ".join(each.text.split())[:120],
        }
        for each in found
    ]
    return JsonResponse({"excerpts": shown})
