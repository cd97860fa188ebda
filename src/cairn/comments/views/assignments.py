"""Who sees to a thread: a dialog that asks, POST assigns, DELETE takes it back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cairn.comments.access import can_reply
from cairn.comments.loaders import assignee_for, thread_for
from cairn.comments.models import Thread
from cairn.comments.operations import assign_thread, unassign_thread
from cairn.comments.views.answers import announce, thread_answer
from cairn.core.errors import Forbidden, Invalid
from cairn.people.http import signed_in


def show(request: HttpRequest, pk: int) -> HttpResponse:
    thread = thread_for(signed_in(request), pk)
    if not can_reply(signed_in(request), thread):
        raise Forbidden(_("Only people who may comment on this page can mark or assign its threads."))
    return _dialog(request, thread)


def assign(request: HttpRequest, pk: int) -> HttpResponse:
    thread = thread_for(signed_in(request), pk)
    person = assignee_for(signed_in(request), request.POST.get("person", ""))
    try:
        assign_thread(thread, by=signed_in(request), person=person)
    except Invalid as error:
        return _dialog(request, thread, error.message)
    return _drawn(request, thread)


def unassign(request: HttpRequest, pk: int) -> HttpResponse:
    thread = thread_for(signed_in(request), pk)
    unassign_thread(thread, by=signed_in(request))
    return _drawn(request, thread)


def _drawn(request: HttpRequest, thread: Thread) -> HttpResponse:
    """The thread in its place, whichever form asked, and the dialog gone."""
    response = thread_answer(request, thread)
    response["HX-Retarget"] = f"#thread-{thread.pk}"
    response["HX-Reswap"] = "outerHTML"
    return announce(response, "cairn:close-dialog")


def _dialog(request: HttpRequest, thread: Thread, error: str = "") -> HttpResponse:
    context = {"thread": thread, "error": error}
    response = render(request, "comments/_assign.html", context, status=422 if error else 200)
    response["HX-Retarget"] = "#page-dialog"
    response["HX-Reswap"] = "innerHTML"
    return response
