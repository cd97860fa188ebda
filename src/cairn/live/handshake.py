"""Before a socket opens: where the request comes from, and whose session it carries."""

from collections.abc import Awaitable, Callable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http.request import split_domain_port, validate_host
from websockets.datastructures import Headers

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


def is_same_origin(headers: Headers) -> bool:
    """Whether one of our own pages opens the socket, and not a foreign page riding on the person's cookie.

    Browsers always send Origin with a WebSocket; who sends none is no browser and has no cookie but its own.
    """
    host, origin = _first(headers, "Host"), _first(headers, "Origin")
    domain, _port = split_domain_port(host)
    if not validate_host(domain, settings.ALLOWED_HOSTS):
        return False
    return not origin or urlsplit(origin).netloc.lower() == host.lower() or origin in settings.CSRF_TRUSTED_ORIGINS


def session_key(headers: Headers) -> str:
    """The key of the session cookie, empty when there is none."""
    try:
        cookies = SimpleCookie("; ".join(headers.get_all("Cookie")))
    except CookieError:
        return ""
    morsel = cookies.get(settings.SESSION_COOKIE_NAME)
    return morsel.value if morsel else ""


def _first(headers: Headers, name: str) -> str:
    """A header that comes more than once says nothing sure; the first is not better than the second."""
    values = headers.get_all(name)
    return values[0] if len(values) == 1 else ""
