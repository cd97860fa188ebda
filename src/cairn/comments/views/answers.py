"""What the comment views answer: the list, one thread, or one comment; to a browser without htmx, the page."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from cairn.comments.conversation import Conversation, conversation_on
from cairn.comments.models import Thread
from cairn.core.errors import Invalid
from cairn.people.models import User


def user_of(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # every address here asks for sign-in first
    return request.user


def thread_answer(
    request: HttpRequest, thread: Thread, *, error: Invalid | None = None, typed: str = "", events: str = ""
) -> HttpResponse:
    """The thread as it is now, nothing when it is gone; with `error`, the reply field as it was typed."""
    if not is_htmx(request) and error is None:
        return HttpResponseRedirect(thread.get_absolute_url(), status=303)
    conversation = conversation_on(thread.page, user_of(request))
    talk = conversation.talk(thread.pk, fresh=True, error=error.message if error else "", typed=typed)
    if talk is None:
        return HttpResponse("")
    response = render(request, "comments/_thread.html", {"talk": talk}, status=error.status if error else 200)
    return _announced(response, events, {"thread": thread.pk})


def list_answer(request: HttpRequest, conversation: Conversation, *, event: str = "", **context: Any) -> HttpResponse:
    response = render(request, "comments/_threads.html", {"conversation": conversation, **context})
    return _announced(response, event, context.get("detail", {}))


def _announced(response: HttpResponse, event: str, detail: dict[str, Any]) -> HttpResponse:
    """Tells the page's behaviours, after the swap, what was done."""
    if event:
        response["HX-Trigger-After-Settle"] = json.dumps({event: detail})
    return response


def is_htmx(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"
