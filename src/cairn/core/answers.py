"""Answers after a write: go on to a page, with a word about what was done."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect


def go_to(request: HttpRequest, url: str, words: str = "") -> HttpResponse:
    """See other: 303 for a browser's form, `HX-Redirect` for htmx. `words` is said on the next page."""
    if words:
        messages.success(request, words)
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return HttpResponseRedirect(url, status=303)
