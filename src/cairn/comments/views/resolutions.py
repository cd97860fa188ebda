"""A thread's resolution: POST resolves, DELETE reopens."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from cairn.comments.conversation import conversation_on
from cairn.comments.loaders import thread_for
from cairn.comments.models import Thread
from cairn.comments.operations import reopen_thread, resolve_thread
from cairn.comments.views.answers import announce, is_htmx, list_answer
from cairn.pages.loaders import page_for
from cairn.people.http import signed_in


def resolve(request: HttpRequest, pk: int) -> HttpResponse:
    thread = thread_for(signed_in(request), pk)
    resolve_thread(thread, by=signed_in(request))
    return announce(_list(request, thread, resolved=thread), "cairn:thread-resolved", id=pk)


def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    thread = thread_for(signed_in(request), pk)
    reopen_thread(thread, by=signed_in(request))
    return announce(_list(request, thread), "cairn:threads", id=pk)


def _list(request: HttpRequest, thread: Thread, **context: object) -> HttpResponse:
    """The list that she was looking at, as it is now."""
    if not is_htmx(request):
        return HttpResponseRedirect(thread.get_absolute_url(), status=303)
    page = page_for(signed_in(request), thread.page_id)
    conversation = conversation_on(page, signed_in(request), shown=request.GET.get("show", "open"))
    return list_answer(request, conversation, **context)
