"""What a session leaves unanswered: the sheet, one question of it, and all of them at once."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.core.errors import CairnError, Forbidden
from cairn.core.verbs import form_of
from cairn.people.directory import Directory
from cairn.people.http import signed_in
from cairn.questions.access import can_run_question
from cairn.questions.leaving import Defaults
from cairn.questions.loaders import question_for, session_for
from cairn.questions.loose_ends import LooseEnds
from cairn.questions.models import Question
from cairn.questions.operations import leave_all_questions, leave_question
from cairn.questions.operations.open_points import Left
from cairn.questions.views.answers import dialog, is_htmx, refresh


def show(request: HttpRequest, pk: int) -> HttpResponse:
    """The page, or to htmx its lists alone."""
    ends = LooseEnds(session_for(signed_in(request), pk), signed_in(request))
    context = {"ends": ends, "space": ends.session.page.space}
    response = render(request, f"questions/{'_loose_ends' if is_htmx(request) else 'loose_ends'}.html", context)
    response["Vary"] = "HX-Request"
    return response


def leave_all(request: HttpRequest, pk: int) -> HttpResponse:
    session = session_for(signed_in(request), pk)
    count = leave_all_questions(session, by=signed_in(request))
    if not is_htmx(request):
        return redirect("ama_open_points", pk)
    words = ngettext("%(n)d question has an owner and a day now", "%(n)d questions have an owner and a day now", count)
    return refresh(HttpResponse(""), **{"cairn:toast": {"text": words % {"n": count}}})


def leaving(request: HttpRequest, pk: int) -> HttpResponse:
    """The dialog: who answers it by when, or why it stays open."""
    question = question_for(signed_in(request), pk)
    if question.session is None or not can_run_question(signed_in(request), question):
        raise Forbidden(_("Only the hosts of the session decide this."))
    return dialog(request, "questions/_leave.html", _drawn(request, question, {}))


def leave(request: HttpRequest, pk: int) -> HttpResponse:
    question, form = question_for(signed_in(request), pk), form_of(request)
    people, _teams = Directory.chosen(signed_in(request), form.getlist("owner"))
    says_why = form.get("how") == "reason"
    owner = None if says_why else next(iter(people), None)
    try:
        left = Left(owner, _day(form.get("due", "")), form.get("reason", "") if says_why else "")
        leave_question(question, left, by=signed_in(request))
    except CairnError as error:
        return dialog(request, "questions/_leave.html", _drawn(request, question, form), error)
    return refresh(HttpResponse(""))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _drawn(request: HttpRequest, question: Question, typed: Any) -> dict[str, Any]:
    """As it was typed, as it stands, or as it falls by itself."""
    point = getattr(question, "open_point", None)
    assert question.session is not None
    defaults = Defaults(question.session)
    owner, due = (point.owner, point.due) if point else (None, None)
    owner = owner or defaults.owner_of(question)
    if typed:
        owner = next(iter(Directory.chosen(signed_in(request), typed.getlist("owner"))[0]), None)
    return {
        "question": question,
        "owners": [{"value": owner.pk, "label": owner.name, "hue": owner.hue}] if owner else [],
        "due": typed.get("due") or (due or defaults.due).isoformat(),
        "reason": typed.get("reason") or (point.reason if point else ""),
        "says_why": typed.get("how") == "reason" or bool(not typed and point and point.reason),
    }
