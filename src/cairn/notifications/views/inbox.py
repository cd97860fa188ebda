"""The inbox and what she has read of it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from cairn.core.ids import number
from cairn.notifications.models import Notification
from cairn.notifications.operations import mark_all_read, mark_read, mark_unread
from cairn.people.http import signed_in

SHOWN = 50


@login_required
def inbox(request: HttpRequest) -> HttpResponse:
    mine = Notification.objects.visible_to(signed_in(request)).for_inbox()
    only_unread = request.GET.get("show") != "all"
    found = list((mine.unread() if only_unread else mine)[: SHOWN + 1])
    context = {
        "notifications": found[:SHOWN],
        "more": len(found) > SHOWN,
        "only_unread": only_unread,
        "upto": max((item.pk for item in found), default=0),
    }
    partial = request.headers.get("HX-Target") == "inbox-list"
    return render(request, "notifications/_inbox.html" if partial else "notifications/inbox.html", context)


@login_required
def read_all(request: HttpRequest) -> HttpResponse:
    upto = request.POST.get("upto", "")
    mark_all_read(by=signed_in(request), upto=number(upto) or 0)
    return redirect("inbox")


@login_required
def read(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    mark_read([get_object_or_404(Notification.objects.visible_to(user), pk=pk).pk], by=user)
    return _item(request, pk)


@login_required
def unread(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    mark_unread([get_object_or_404(Notification.objects.visible_to(user), pk=pk).pk], by=user)
    return _item(request, pk)


def _item(request: HttpRequest, pk: int) -> HttpResponse:
    item = get_object_or_404(Notification.objects.visible_to(signed_in(request)).for_inbox(), pk=pk)
    return render(request, "notifications/_notification.html", {"notification": item})
