"""Mail on and off: signed in, or by the link in a mail without signing in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cairn.core.errors import Missing
from cairn.notifications.mail import user_of_token
from cairn.notifications.models import MailPreference
from cairn.notifications.operations import start_mail, stop_mail
from cairn.people.http import signed_in
from cairn.people.models import User


@login_required
def preference(request: HttpRequest) -> HttpResponse:
    is_on = not MailPreference.objects.of(signed_in(request)).exists()
    return render(request, "notifications/mail_preference.html", {"is_on": is_on})


@login_required
def switch_off(request: HttpRequest) -> HttpResponse:
    stop_mail(by=signed_in(request))
    return redirect("mail_preference")


@login_required
def switch_on(request: HttpRequest) -> HttpResponse:
    start_mail(by=signed_in(request))
    return redirect("mail_preference")


def unsubscribe_form(request: HttpRequest, token: str) -> HttpResponse:
    return render(request, "notifications/unsubscribe.html", {"person": _person(token), "is_done": False})


# RFC 8058: the mail program posts here; the signed token is the right to do it (csrf_exempt in urls.py).
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    person = _person(token)
    stop_mail(by=person)
    return render(request, "notifications/unsubscribe.html", {"person": person, "is_done": True})


def _person(token: str) -> User:
    person = user_of_token(token)
    if person is None:
        raise Missing(
            _("This link does not belong to anybody here. Sign in and choose in your settings what reaches you.")
        )
    return person
