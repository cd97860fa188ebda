"""That a page was read: sent by the browser after it has shown the page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cairn.pages.comparisons import has_news
from cairn.pages.loaders import page_for
from cairn.pages.operations import visit_page
from cairn.people.http import signed_in


@login_required
def visit(request: HttpRequest, pk: int) -> HttpResponse:
    """Answers with what is new to her since she read the page last; 204 when nothing is."""
    user = signed_in(request)
    page = page_for(user, pk)
    read = visit_page(page, by=user)
    if page.published is None or not has_news(page, read, user):
        return HttpResponse(status=204)
    context = {"page": page, "version": page.published, "read": read, "while_open": "open" in request.GET}
    return render(request, "pages/_news.html", context)
