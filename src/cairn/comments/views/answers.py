"""What the comment views answer: the list, one thread, or one comment; to a browser without htmx, the page."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from cairn.comments.conversation import Conversation, Passage, conversation_on
from cairn.comments.models import Thread
from cairn.comments.subjects import places
from cairn.core.errors import Invalid
from cairn.core.ids import number
from cairn.pages.loaders import page_for
from cairn.pages.models import Page
from cairn.people.crowds import crowd_of
from cairn.people.http import signed_in


def is_htmx(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"


def thread_answer(request: HttpRequest, thread: Thread, **drawn: Any) -> HttpResponse:
    """The thread as it is now, or nothing when it is gone. `drawn`: see `Talk` (fresh, error, typed)."""
    if not is_htmx(request):
        return HttpResponseRedirect(thread.get_absolute_url(), status=303)
    page = page_for(signed_in(request), thread.page_id)
    talk = conversation_on(page, signed_in(request)).talk(thread.pk, **drawn)
    if talk is None:
        return HttpResponse("")
    status = 422 if talk.error else 200
    return render(request, "comments/_thread.html", {"talk": talk}, status=status)


def list_answer(request: HttpRequest, conversation: Conversation, **context: Any) -> HttpResponse:
    """The list of threads, with what `context` adds out of band: `composed` (an empty composer), `resolved`.

    `?keep=3,7` are threads in which she has begun a reply: they do not leave the list under her hands.
    """
    kept = request.GET.get("keep", "").split(",")
    conversation.kept = frozenset(pk for pk in map(number, kept) if pk is not None)
    return render(request, "comments/_answer.html", {"conversation": conversation, **context})


def composer_answer(request: HttpRequest, page: Page, draft: Passage, error: Invalid) -> HttpResponse:
    """The composer as it was typed, with what is wrong in it, in its own place."""
    context = {
        "page": page,
        "draft": draft,
        "place": places(page, [draft.subject]).get(draft.subject) if draft.subject else None,
        "typed": request.POST.get("text", ""),
        "error": error.message,
        "crowd": crowd_of(error),
        "oob": False,
    }
    response = render(request, "comments/_composer.html", context, status=422)
    response["HX-Retarget"] = "#thread-composer"
    response["HX-Reswap"] = "outerHTML"
    return response


def announce(response: HttpResponse, event: str, **detail: Any) -> HttpResponse:
    """Tell the page's behaviours, once the answer is in place, what was done."""
    response["HX-Trigger-After-Settle"] = json.dumps({event: detail})
    return response
