"""Before a socket opens: where the request comes from, and whose session it carries."""

from collections.abc import Awaitable, Callable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http.request import split_domain_port, validate_host

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


def header(scope: Scope, name: str) -> str:
    wanted = name.lower().encode()
    return next((value.decode("latin-1") for key, value in scope["headers"] if key.lower() == wanted), "")


def is_same_origin(scope: Scope) -> bool:
    """Whether one of our own pages opens the socket, and not a foreign page riding on the person's cookie.

    Browsers always send Origin with a WebSocket; who sends none is no browser and has no cookie but its own.
    """
    host, origin = header(scope, "host"), header(scope, "origin")
    domain, _port = split_domain_port(host)
    if not validate_host(domain, settings.ALLOWED_HOSTS):
        return False
    return not origin or urlsplit(origin).netloc.lower() == host.lower() or origin in settings.CSRF_TRUSTED_ORIGINS


def session_key(scope: Scope) -> str:
    """The key of the session cookie, empty when there is none."""
    try:
        cookies = SimpleCookie(header(scope, "cookie"))
    except CookieError:
        return ""
    morsel = cookies.get(settings.SESSION_COOKIE_NAME)
    return morsel.value if morsel else ""
