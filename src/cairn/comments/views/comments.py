"""The comments of a thread: reply, change, delete."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from cairn import documents
from cairn.comments.access import can_edit_comment
from cairn.comments.loaders import comment_for, thread_for
from cairn.comments.models import Comment
from cairn.comments.operations import delete_comment, edit_comment, reply_to_thread
from cairn.comments.views.answers import announce, is_htmx, thread_answer
from cairn.core.errors import Forbidden, Invalid
from cairn.core.verbs import form_of
from cairn.people.crowds import agreed, crowd_of
from cairn.people.http import signed_in


def reply(request: HttpRequest, pk: int) -> HttpResponse:
    thread, typed = thread_for(signed_in(request), pk), request.POST.get("text", "")
    sending, crowd = request.POST.get("sending", ""), agreed(request.POST)
    try:
        reply_to_thread(thread, by=signed_in(request), body=typed, sending=sending, crowd=crowd)
    except Invalid as error:
        return thread_answer(request, thread, error=error.message, typed=typed, crowd=crowd_of(error), fresh=True)
    return thread_answer(request, thread, fresh=True)


def show_comment(request: HttpRequest, pk: int) -> HttpResponse:
    """The address of a comment leads to it on its page; htmx gets its thread anew, as after "Cancel"."""
    comment = comment_for(signed_in(request), pk)
    if is_htmx(request):
        return thread_answer(request, comment.thread)
    return HttpResponseRedirect(comment.get_absolute_url())


def edit_form(request: HttpRequest, pk: int) -> HttpResponse:
    comment = comment_for(signed_in(request), pk)
    if not can_edit_comment(signed_in(request), comment):
        raise Forbidden(_("Only the person who wrote a comment can change it."))
    return _form(request, comment, documents.to_markdown(comment.body).text.strip())


def save(request: HttpRequest, pk: int) -> HttpResponse:
    comment, form = comment_for(signed_in(request), pk), form_of(request)
    typed = form.get("text", "")
    try:
        edit_comment(comment, by=signed_in(request), body=typed, crowd=agreed(form))
    except Invalid as error:
        return _form(request, comment, typed, error)
    return thread_answer(request, comment.thread)


def delete(request: HttpRequest, pk: int) -> HttpResponse:
    comment = comment_for(signed_in(request), pk)
    thread = delete_comment(comment, by=signed_in(request))
    answer = thread_answer(request, comment.thread) if thread else HttpResponse("")
    return announce(answer, "cairn:threads", id=pk)


def _form(request: HttpRequest, comment: Comment, typed: str, error: Invalid | None = None) -> HttpResponse:
    response = render(
        request,
        "comments/_comment_form.html",
        {"comment": comment, "typed": typed, "error": error and error.message, "crowd": crowd_of(error)},
        status=422 if error else 200,
    )
    response["HX-Retarget"] = f"#comment-{comment.pk}"
    response["HX-Reswap"] = "outerHTML"
    return response
