"""One address, one small view a verb: `path("threads/<int:pk>/resolution/", by_verb(POST=resolve, DELETE=reopen))`."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseNotAllowed, QueryDict
from django.http.response import HttpResponseBase

View = Callable[..., HttpResponseBase]


def by_verb(**views: View) -> View:
    """The view that hands a request to the one for its method; HEAD goes to GET, what has none is answered 405.

    PUT and PATCH carry a form like POST does: `form_of(request)` reads it.
    """

    def dispatch(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        verb = "GET" if request.method == "HEAD" else request.method or ""
        view = views.get(verb)
        return view(request, *args, **kwargs) if view else HttpResponseNotAllowed(sorted(views))

    dispatch.views = views  # type: ignore[attr-defined]  # for the tests that walk every address
    return dispatch


def form_of(request: HttpRequest) -> QueryDict:
    """The form fields of a POST, PUT, PATCH or DELETE; Django parses only the first by itself."""
    return request.POST if request.method == "POST" else QueryDict(request.body, encoding=request.encoding)
