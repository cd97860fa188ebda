"""The threads of a page: the list, and starting one."""

from __future__ import annotations

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from cairn.comments.conversation import Conversation, Passage, conversation_on
from cairn.comments.loaders import thread_for
from cairn.comments.operations import mark_thread, start_thread
from cairn.comments.views.answers import announce, composer_answer, is_htmx, list_answer, thread_answer
from cairn.core.errors import Invalid
from cairn.core.verbs import form_of
from cairn.pages.loaders import page_for
from cairn.people.crowds import agreed
from cairn.people.http import signed_in


def list_threads(request: HttpRequest, page_id: int) -> HttpResponse:
    """`?show=` open, detached, resolved or mine; `?at=thread-3`, `comment-7`, `annotation-…`: the list it is in."""
    page = page_for(signed_in(request), page_id)
    conversation = conversation_on(page, signed_in(request), shown=request.GET.get("show", "open"))
    _turn_to(conversation, request.GET.get("at", ""))
    return list_answer(request, conversation)


def _turn_to(conversation: Conversation, at: str) -> None:
    for talk in conversation.talks:
        names = {f"thread-{talk.thread.pk}", f"annotation-{talk.thread.annotation}"}
        if at in names or at in {f"comment-{remark.comment.pk}" for remark in talk.remarks}:
            conversation.shown, conversation.turned_to = talk.thread.state, talk.thread.pk


def start(request: HttpRequest, page_id: int) -> HttpResponse:
    page = page_for(signed_in(request), page_id)
    words = Passage(
        **{name: request.POST.get(name, "") for name in ("quote", "prefix", "suffix", "media", "kind", "subject")}
    )
    text, sending = request.POST.get("text", ""), request.POST.get("sending", "")
    try:
        thread = start_thread(
            page, by=signed_in(request), body=text, sending=sending, crowd=agreed(request.POST), **asdict(words)
        )
    except Invalid as error:
        return composer_answer(request, page, words, error)
    if not is_htmx(request):
        return HttpResponseRedirect(thread.get_absolute_url(), status=303)
    conversation = conversation_on(page_for(signed_in(request), page_id), signed_in(request))
    conversation.turned_to = thread.pk
    return announce(list_answer(request, conversation, composed=True), "cairn:thread-focus", id=thread.pk)


def show_thread(request: HttpRequest, pk: int) -> HttpResponse:
    """The address of a thread leads to it on its page; htmx gets the whole thread."""
    thread = thread_for(signed_in(request), pk)
    return thread_answer(request, thread) if is_htmx(request) else HttpResponseRedirect(thread.get_absolute_url())


def mark(request: HttpRequest, pk: int) -> HttpResponse:
    """`kind`: question, concern, suggestion, or nothing."""
    thread = thread_for(signed_in(request), pk)
    mark_thread(thread, by=signed_in(request), kind=form_of(request).get("kind", ""))
    return thread_answer(request, thread)
