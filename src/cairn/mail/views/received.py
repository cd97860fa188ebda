"""Mail that came in and was not taken, for admins."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cairn.mail.models import Received
from cairn.people.access import check_can_manage_workspace
from cairn.people.http import signed_in

SHOWN = 100


@login_required
def received(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    check_can_manage_workspace(user)
    refused = Received.objects.visible_to(user).refused().select_related("user", "page").order_by("-at")
    context = {
        "refused": refused[:SHOWN],
        "reply_to": settings.MAIL_REPLY_TO,
        "comes_in": bool(settings.MAIL_IN or settings.IMAP_URL),
    }
    return render(request, "mail/received.html", context)
