"""The link in a mail that stops it: without signing in, and good for nothing else."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cairn.core.errors import Missing
from cairn.mail.links import Stop, stop_of
from cairn.mail.operations import stop_by_link


def ask(request: HttpRequest, token: str) -> HttpResponse:
    """A page with a button: scanners that follow the links of a mail stop nothing."""
    return render(request, "mail/unsubscribe.html", {"stop": _stop(token), "is_done": False})


# RFC 8058: the mail program posts here; the signed token is the right to do it (csrf_exempt in urls.py).
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    stop = _stop(token)
    stop_by_link(stop, by=stop.user)
    return render(request, "mail/unsubscribe.html", {"stop": stop, "is_done": True})


def _stop(token: str) -> Stop:
    stop = stop_of(token)
    if stop is None:
        raise Missing(
            _("This link does not belong to anybody here. Sign in and choose in your settings what reaches you.")
        )
    return stop
