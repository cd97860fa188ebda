"""The inbox: what waits, what is put off, what is done, and moving things between them."""

import json

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.core.clock import now
from cairn.core.errors import Invalid
from cairn.core.ids import number
from cairn.notifications.counts import unread_of
from cairn.notifications.listing import TABS, Place, Wish, shown
from cairn.notifications.models import Notification
from cairn.notifications.operations import (
    bring_back,
    finish,
    let_mentioned_in,
    mark_all_read,
    mark_read,
    mark_unread,
    snooze,
)
from cairn.notifications.snoozing import choices, typed
from cairn.people.http import signed_in

KINDS = ("mentions", "asks", "watching")
AT_ONCE = 1000  # how many one press can finish or put off


@login_required
def inbox(request: HttpRequest) -> HttpResponse:
    user, wish = signed_in(request), _wish(request)
    context = {"wish": wish, "shown": shown(user, wish), "choices": choices(user, now()), "now": now()}
    partial = request.headers.get("HX-Target") == "inbox-list"
    return render(request, "notifications/_inbox.html" if partial else "notifications/inbox.html", context)


@login_required
def read_all(request: HttpRequest) -> HttpResponse:
    upto = request.POST.get("upto", "")
    mark_all_read(by=signed_in(request), upto=number(upto) or 0)
    return redirect("inbox")


@login_required
def read(request: HttpRequest, pk: int) -> HttpResponse:
    mark_read([_own(request, pk).pk], by=signed_in(request))
    return _answer(request)


@login_required
def unread(request: HttpRequest, pk: int) -> HttpResponse:
    mark_unread([_own(request, pk).pk], by=signed_in(request))
    return _answer(request)


@login_required
def complete(request: HttpRequest) -> HttpResponse:
    items = _chosen(request)
    count = finish(items, by=signed_in(request))
    return _answer(request, ngettext("Done", "%(n)s done", count) % {"n": count} if count else "", items)


@login_required
def put_off(request: HttpRequest) -> HttpResponse:
    user, items = signed_in(request), _chosen(request)
    until = typed(user, request.POST.get("until") or request.POST.get("at", ""))
    if until is None:
        raise Invalid(_("That is no date and time. Nothing was put off; choose another."))
    snooze(items, by=user, until=until)
    return _answer(request, _("Put off. It comes back by itself"), items)


@login_required
def take_back(request: HttpRequest) -> HttpResponse:
    bring_back(_chosen(request), by=signed_in(request))
    return _answer(request)


@login_required
def let_in(request: HttpRequest, pk: int) -> HttpResponse:
    count = let_mentioned_in(_own(request, pk), by=signed_in(request))
    return _answer(
        request, ngettext("One person can see the page now", "%(n)s people can see the page now", count) % {"n": count}
    )


def _wish(request: HttpRequest) -> Wish:
    tab, only = request.GET.get("tab", ""), request.GET.get("only", "")
    return Wish(
        tab=tab if tab in TABS else "",
        only=only if only in KINDS else "",
        page=number(request.GET.get("page", "")),
        question=number(request.GET.get("question", "")),
        before=Place.of(request.GET.get("before", "")),
    )


def _own(request: HttpRequest, pk: int) -> Notification:
    return get_object_or_404(Notification.objects.visible_to(signed_in(request)), pk=pk)


def _chosen(request: HttpRequest) -> list[int]:
    """The ids in `items`, or all that waits of the `page` or `question` up to the notification `upto`."""
    named = [found for each in request.POST.get("items", "").split(",") if (found := number(each))]
    if named:
        return named[:AT_ONCE]
    place = "question" if "question" in request.POST else "page"
    of = {place: number(request.POST.get(place, "")) or 0, "pk__lte": number(request.POST.get("upto", "")) or 0}
    waiting = Notification.objects.visible_to(signed_in(request)).waiting().filter(**of)
    return list(waiting.order_by("-pk").values_list("pk", flat=True)[:AT_ONCE])


def _answer(request: HttpRequest, words: str = "", items: list[int] | None = None) -> HttpResponse:
    """Nothing to show by itself: every list that is open fetches itself again, and `words` can be undone."""
    told = {"cairn:inbox": {"unread": unread_of(signed_in(request))}}
    if words:
        told["cairn:moved"] = {"text": words, "items": items or []}  # type: ignore[dict-item]
    return HttpResponse(status=204, headers={"HX-Trigger": json.dumps(told)})
