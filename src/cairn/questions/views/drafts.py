"""The draft of an answer that hosts write together."""

from __future__ import annotations

import json
from base64 import b64decode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cairn.core.errors import CairnError, Forbidden, Invalid, Missing
from cairn.core.ids import number
from cairn.core.verbs import form_of
from cairn.people.crowds import agreed
from cairn.people.http import signed_in
from cairn.questions.access import can_draft
from cairn.questions.loaders import draft_for, question_for
from cairn.questions.models import AnswerDraft, Question
from cairn.questions.operations import begin_draft, discard_draft, give_draft
from cairn.questions.views.answers import crowd_of_any, refresh


def show(request: HttpRequest, pk: int) -> HttpResponse:
    """`open`: the draft that the browser has on the screen. As long as it is the one, nothing takes its place."""
    question = question_for(signed_in(request), pk)
    _require_host(request, question)
    draft = draft_for(signed_in(request), question)
    if draft is not None and draft.pk == number(request.GET.get("open", "")):
        return HttpResponse(status=204)
    return _panel(request, question, draft)


def begin(request: HttpRequest, pk: int) -> HttpResponse:
    question = question_for(signed_in(request), pk)
    return _panel(request, question, begin_draft(question, by=signed_in(request)))


def discard(request: HttpRequest, pk: int) -> HttpResponse:
    question, form = question_for(signed_in(request), pk), form_of(request)
    discard_draft(_named(request, question, form.get("draft", "")), by=signed_in(request))
    return _panel(request, question, None)


def give(request: HttpRequest, pk: int) -> HttpResponse:
    """`draft`: its id. The words come from the draft, not from the request."""
    question = question_for(signed_in(request), pk)
    draft = _named(request, question, request.POST.get("draft", ""))
    try:
        give_draft(draft, by=signed_in(request), crowd=agreed(request.POST), seen=_seen(request.POST.get("state", "")))
    except CairnError as error:
        return _refused(request, question, draft, error)
    return refresh(_panel(request, question, None))


def _seen(state: str) -> bytes:
    try:
        return b64decode(state, validate=True)
    except ValueError as error:
        raise Invalid(_("This is no state of a draft. Nothing was given; your words are safe.")) from error


def _require_host(request: HttpRequest, question: Question) -> None:
    if not can_draft(signed_in(request), question):
        raise Forbidden(_("Only the hosts of the session draft answers together."))


def _named(request: HttpRequest, question: Question, pk: str) -> AnswerDraft:
    _require_host(request, question)
    draft = draft_for(signed_in(request), question, number(pk) or -1)
    if draft is None:
        raise Missing(_("The draft was thrown away meanwhile. Nothing was changed."))
    return draft


def _panel(request: HttpRequest, question: Question, draft: AnswerDraft | None) -> HttpResponse:
    user = signed_in(request)
    writer = json.dumps({"id": user.pk, "name": user.name, "hue": user.hue})
    return render(request, "questions/_draft.html", {"question": question, "draft": draft, "user_json": writer})


def _refused(request: HttpRequest, question: Question, draft: AnswerDraft, error: CairnError) -> HttpResponse:
    """Only the line below the text: the editor stays as it is."""
    context = {"question": question, "draft": draft, "error": error, "crowd": crowd_of_any(error)}
    response = render(request, "questions/_draft_foot.html", context, status=error.status)
    response["HX-Retarget"], response["HX-Reswap"] = "#draft-foot", "outerHTML"
    return response
