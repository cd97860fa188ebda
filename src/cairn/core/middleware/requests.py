"""What every request has before anybody looks at it: an id in log and answer, a size and characters we can take."""

import secrets
from collections.abc import Callable
from typing import Any

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from cairn.core.errors import Invalid, Missing, TooLarge
from cairn.core.middleware.errors import error_response
from cairn.core.verbs import NUL, check_text


class RequestId:
    """Gives each request an id: in every line of the log it causes, in the answer, and on the page of an error."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.request_id = secrets.token_hex(6)  # type: ignore[attr-defined]
        structlog.contextvars.clear_contextvars()  # threads are used again
        structlog.contextvars.bind_contextvars(request=request.request_id)  # type: ignore[attr-defined]
        response = self.get_response(request)
        response["X-Request-ID"] = request.request_id  # type: ignore[attr-defined]
        return response


class TrustedProxies:
    """Believes X-Forwarded-Proto of CAIRN_TRUSTED_PROXIES alone; for X-Forwarded-For see `people.origin.client_ip`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        said = request.headers.get("X-Forwarded-Proto", "").rsplit(",", 1)[-1].strip().lower()
        if said in ("http", "https") and request.META.get("REMOTE_ADDR") in settings.TRUSTED_PROXIES:
            request.META["wsgi.url_scheme"] = said
        return self.get_response(request)


class CleanInput:
    """Refuses what can't be stored or read whole, before a view or the form parser meets it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        most = settings.MAX_UPLOAD_BYTES + settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if length.isdecimal() and int(length) > most:
            words = _("That is larger than this workspace takes (%(most)d MB). Nothing was changed.")
            return error_response(request, TooLarge(words % {"most": settings.MAX_UPLOAD_BYTES // 2**20}))
        if NUL in request.path_info:
            return error_response(request, Missing(_("There is nothing at this address.")))
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        """What is in the address and in the form; `core.verbs` looks at what comes otherwise."""
        try:
            check_text(text for _name, texts in (*request.GET.lists(), *request.POST.lists()) for text in texts)
        except Invalid as error:
            return error_response(request, error)
        return None
