"""What a form is told whose token no longer fits: the page is old, or the person has been signed out."""

from django.http import HttpRequest, HttpResponse
from django.views.csrf import csrf_failure


def refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's CSRF_FAILURE_VIEW. htmx gets 401, which the browser puts into words about signing in; others the page."""
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=401)
    return csrf_failure(request, reason)
