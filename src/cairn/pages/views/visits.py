"""That a page was read: sent by the browser after it has shown the page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse

from cairn.pages.loaders import page_for
from cairn.pages.operations import visit_page
from cairn.people.http import signed_in


@login_required
def visit(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    visit_page(page_for(user, pk), by=user)
    return HttpResponse(status=204)
