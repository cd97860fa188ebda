"""What the doors of a debate answer: its parts, each swapped where it stands, so that nothing typed beside them is lost."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from cairn.core.errors import CairnError
from cairn.debates.models import Debate
from cairn.debates.screen import OnPage, Screen
from cairn.debates.text import Statement
from cairn.people.http import signed_in


def screen_of(request: HttpRequest, debate: Debate) -> Screen:
    """As it is now, whatever the caller holds."""
    return OnPage(debate.page, signed_in(request)).screen(Statement(debate.local_id, debate.statement))


def parts(request: HttpRequest, debate: Debate, first: str = "") -> HttpResponse:
    """`first` goes where the request asked for it; the parts find their places by themselves."""
    return HttpResponse(first + _parts(request, screen_of(request, debate)))


def said(answer: HttpResponse, words: str) -> HttpResponse:
    """With a word about what was done; where a dialog asked, the answer takes its place."""
    answer["HX-Trigger"] = json.dumps({"cairn:toast": {"text": words}})
    return answer


def _parts(request: HttpRequest, screen: Screen) -> str:
    return render_to_string("debates/_parts.html", {"screen": screen, "oob": True}, request)


def form_again(request: HttpRequest, debate: Debate, side: str, error: CairnError | None = None) -> HttpResponse:
    """The form of a column: empty with the debate's parts, or with what was typed and why it was not taken."""
    screen = screen_of(request, debate)
    values: dict[str, Any] = {"screen": screen, "column": screen.column(side), "is_open": True}
    if error is not None:
        values |= {"typed": request.POST, "error": error.message}
        answer = render(request, "debates/_add.html", values, status=error.status)
        answer["HX-Retarget"] = f"#debate-{debate.local_id}-{side}-add"
        answer["HX-Reswap"] = "outerHTML"
        return answer
    return parts(request, debate, render_to_string("debates/_add.html", values, request))


def toast(text: str, undo_url: str, undo_method: str) -> str:
    values = {"text": text, "undo_url": undo_url, "undo_method": undo_method}
    return f'<div id="toasts" hx-swap-oob="beforeend">{render_to_string("ui/_toast.html", values)}</div>'
