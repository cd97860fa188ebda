"""What reaches her by mail, and when."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.core.answers import go_to
from cairn.core.forms import refusals_in, status_of
from cairn.mail.addresses import reply_base
from cairn.mail.forms import MailForm
from cairn.mail.models import MailPreferences
from cairn.mail.operations import (
    change_mail_preferences,
    revoke_reply_addresses,
    start_mail,
    stop_mail,
    unmute_mail,
)
from cairn.mail.preview import next_mails
from cairn.pages.loaders import page_for
from cairn.pages.models import Page
from cairn.people.http import signed_in


@login_required
def preference(request: HttpRequest) -> HttpResponse:
    return _page(request, MailForm(MailPreferences.objects.of(signed_in(request))))


@login_required
def change(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    form = MailForm(MailPreferences.objects.of(user), request.POST)
    with refusals_in(form):
        if form.is_valid():
            change_mail_preferences(form.choices(), by=user)
            return go_to(request, reverse("mail_preference"), _("Saved. What waits already follows it."))
    return _page(request, form)


@login_required
def switch_off(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    stop_mail(by=user, user=user)
    return go_to(request, reverse("mail_preference"))


@login_required
def switch_on(request: HttpRequest) -> HttpResponse:
    start_mail(by=signed_in(request))
    return go_to(request, reverse("mail_preference"))


@login_required
def unmute(request: HttpRequest, pk: int) -> HttpResponse:
    page = page_for(signed_in(request), pk)
    unmute_mail(page, by=signed_in(request))
    return go_to(request, reverse("mail_preference"), _("Mail about “%(page)s” again.") % {"page": page.title})


@login_required
def void_addresses(request: HttpRequest) -> HttpResponse:
    revoke_reply_addresses(by=signed_in(request))
    return go_to(request, reverse("mail_preference"), _("Answers to mail you have now are refused from here on."))


def _page(request: HttpRequest, form: MailForm) -> HttpResponse:
    user = signed_in(request)
    prefs = MailPreferences.objects.of(user)
    context = {
        "form": form,
        "prefs": prefs,
        "person": user,
        "next_mails": [] if prefs.stopped_at else next_mails(user, prefs),
        "muted": Page.objects.visible_to(user).filter(pk__in=user.muted_pages.values("page")),
        "can_reply": reply_base() is not None,
    }
    return render(request, "mail/preferences.html", context, status=status_of(form))
