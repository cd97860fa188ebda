"""Writing: the editor's page, its title, its body."""

import json
from base64 import b64encode
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from cairn.core.errors import Invalid
from cairn.core.verbs import form_of, json_of
from cairn.livedocs.reading import short_state
from cairn.pages.access import require_open_body
from cairn.pages.loaders import page_for
from cairn.pages.models import Page
from cairn.pages.operations import rename_page, replace_body
from cairn.pages.panels import slots
from cairn.pages.reading import crumbs, family
from cairn.pages.responses import dialog, done
from cairn.people.http import signed_in
from cairn.ui.hues import hue_of

# Bytes of a text that comes with its page. A longer one comes through the socket alone: nobody waits for it twice.
SHORT_TEXT = 64 * 1024


@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    page = page_for(signed_in(request), pk)
    require_open_body(signed_in(request), page)
    # Not for who may only suggest: a room that has not read the log's last words yet would take them for hers.
    state = short_state(page.document_id, SHORT_TEXT)
    text = {"state": b64encode(state).decode() if state else ""}
    return render(request, "pages/edit.html", writing_context(request, page) | text)


def writing_context(request: HttpRequest, page: Page) -> dict[str, Any]:
    """What a page with the editor shows; an app above that draws one of its own asks for it too."""
    user = signed_in(request)
    return {
        "page": page,
        "crumbs": crumbs(page, family(user, page).above),
        "slots": slots(request, page, "edit_start", "edit_rail"),
        "upload_limit": settings.MAX_UPLOAD_BYTES,
        "user_json": json.dumps({"id": user.pk, "name": user.name, "hue": hue_of(user.pk)}),
    }


@login_required
def title(request: HttpRequest, pk: int) -> HttpResponse:
    """The dialog of "Rename"."""
    return dialog(request, "pages/_rename.html", {"page": page_for(signed_in(request), pk)})


@login_required
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    user, typed = signed_in(request), form_of(request).get("title", "")
    page = page_for(user, pk)
    try:
        rename_page(page, by=user, title=typed)
    except Invalid as error:
        if request.method == "PUT":  # the editor keeps what was typed and shows the words itself
            return JsonResponse({"message": error.message}, status=error.status)
        return dialog(request, "pages/_rename.html", {"page": page, "typed": typed}, error)
    return HttpResponse(status=204) if request.method == "PUT" else done(page)


@login_required
def body(request: HttpRequest, pk: int) -> HttpResponse:
    """The published body as ADF."""
    page = page_for(signed_in(request), pk)
    return JsonResponse({"body": page.published.body if page.published else None})


@login_required
def write_body(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    page = page_for(user, pk)
    try:
        replace_body(page, by=user, body=json_of(request))
    except Invalid as error:
        return JsonResponse({"message": error.message, "fields": error.fields}, status=error.status)
    return HttpResponse(status=204)
