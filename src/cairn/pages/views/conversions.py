"""Pasted Markdown and HTML as documents, and a page as Markdown."""

import json

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse, RawPostDataException
from django.utils.text import slugify

from cairn.documents import empty_document, to_markdown
from cairn.pages.conversion import converted
from cairn.pages.loaders import page_for
from cairn.pages.panels import written_out
from cairn.pages.rendering import media_url
from cairn.people.http import signed_in


@login_required
def convert(request: HttpRequest) -> JsonResponse:
    """`{"format": "markdown" | "html", "text": …}` → `{"body": ADF, "dropped": [sentences]}`. Stores nothing."""
    try:
        sent = json.loads(request.body)
        made = converted(str(sent["format"]), str(sent["text"]))
    except (ValueError, KeyError, TypeError, RecursionError, RawPostDataException):
        message = "Send JSON with “format” (markdown or html) and “text”."
        return JsonResponse({"message": message}, status=422)
    return JsonResponse({"body": made.body, "dropped": made.dropped, "title": made.title})


@login_required
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """The published text as a Markdown file."""
    page = page_for(signed_in(request), pk)
    body = written_out(page, page.published.body if page.published else empty_document(), signed_in(request))
    text = f"# {page}\n\n{to_markdown(body, media_url=media_url).text}"
    response = HttpResponse(text, content_type="text/markdown; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slugify(str(page))[:80] or "page"}.md"'
    return response
