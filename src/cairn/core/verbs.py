"""One address, one small view a verb: `path("threads/<int:pk>/resolution/", by_verb(POST=resolve, DELETE=reopen))`."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponseNotAllowed, QueryDict, RawPostDataException
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from cairn.core.errors import Invalid

View = Callable[..., HttpResponseBase]
NUL = "\x00"


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
    """The form fields of a POST, PUT, PATCH or DELETE; Django parses only the first by itself. Invalid: a NUL in them."""
    if request.method == "POST":
        return request.POST
    form = QueryDict(request.body, encoding="utf-8")
    check_text(text for _name, texts in form.lists() for text in texts)
    return form


def json_of(request: HttpRequest) -> Any:
    """The JSON that was sent. Invalid: it is none, nests without end, or has text in it that can't be stored."""
    try:
        sent = json.loads(request.body)
        json.dumps(sent, ensure_ascii=False).encode()  # half a surrogate pair is JSON, but no text
    except (ValueError, RecursionError, RawPostDataException) as error:
        raise Invalid(_("This is not JSON that can be read. Nothing was changed.")) from error
    check_text(_strings(sent))
    return sent


def _strings(value: Any) -> Iterator[str]:
    waiting = [value]
    while waiting:
        here = waiting.pop()
        if isinstance(here, str):
            yield here
        elif isinstance(here, dict):
            waiting += [*here, *here.values()]
        elif isinstance(here, list):
            waiting += here


def check_text(texts: Iterable[str]) -> None:
    """Raises Invalid when one of `texts` has a NUL in it: PostgreSQL stores none, and no keyboard makes one."""
    if any(NUL in text for text in texts):
        raise Invalid(
            _(
                "The text has a character in it that can't be stored (NUL). Nothing was changed. Take it out, send again."
            )
        )
