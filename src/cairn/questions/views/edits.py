"""Suggested words: offered, decided on, taken back; and what was said before."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cairn import documents
from cairn.core.errors import CairnError, Forbidden
from cairn.core.verbs import form_of
from cairn.people.http import signed_in
from cairn.questions.access import can_suggest_edit
from cairn.questions.forms import asked_in
from cairn.questions.history import history_of
from cairn.questions.loaders import answer_for, edit_for, question_for
from cairn.questions.models import Answer, Question
from cairn.questions.operations import rule_on_edit, suggest_edit, withdraw_edit
from cairn.questions.operations.edits import Verdict
from cairn.questions.views.answers import crowd_of_any, dialog, refresh


def question_history(request: HttpRequest, pk: int) -> HttpResponse:
    return _history(request, question_for(signed_in(request), pk))


def answer_history(request: HttpRequest, pk: int) -> HttpResponse:
    return _history(request, answer_for(signed_in(request), pk))


def for_question(request: HttpRequest, pk: int) -> HttpResponse:
    return _form(request, question_for(signed_in(request), pk))


def for_answer(request: HttpRequest, pk: int) -> HttpResponse:
    return _form(request, answer_for(signed_in(request), pk))


def on_question(request: HttpRequest, pk: int) -> HttpResponse:
    question = question_for(signed_in(request), pk)
    try:
        suggest_edit(question, asked_in(request.POST), by=signed_in(request), why=request.POST.get("why", ""))
    except CairnError as error:
        return _again(request, question, error)
    return _sent()


def on_answer(request: HttpRequest, pk: int) -> HttpResponse:
    answer = answer_for(signed_in(request), pk)
    try:
        suggest_edit(answer, asked_in(request.POST), by=signed_in(request), why=request.POST.get("why", ""))
    except CairnError as error:
        return _again(request, answer, error)
    return _sent()


def rule(request: HttpRequest, pk: int) -> HttpResponse:
    """`outcome`: "accepted" or "refused", with a `word`; `on`: the mark of the words that she saw."""
    edit, form = edit_for(signed_in(request), pk), form_of(request)
    verdict = Verdict(form.get("outcome") == "accepted", form.get("on", ""), form.get("word", ""))
    rule_on_edit(edit, verdict, by=signed_in(request))
    return refresh(HttpResponse(""))


def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    withdraw_edit(edit_for(signed_in(request), pk), by=signed_in(request))
    return refresh(HttpResponse(""))


def _history(request: HttpRequest, thing: Question | Answer) -> HttpResponse:
    context = {"thing": thing, "steps": history_of(thing), "is_answer": isinstance(thing, Answer)}
    return render(request, "questions/_history.html", context)


def _form(request: HttpRequest, thing: Question | Answer) -> HttpResponse:
    if not can_suggest_edit(signed_in(request), thing):
        raise Forbidden(_("You can’t suggest other words here. What you may change, change directly."))
    return dialog(request, "questions/_suggest.html", _drawn(thing))


def _again(request: HttpRequest, thing: Question | Answer, error: CairnError) -> HttpResponse:
    drawn = {**_drawn(thing), "typed": request.POST, "crowd": crowd_of_any(error)}
    return dialog(request, "questions/_suggest.html", drawn, error)


def _sent() -> HttpResponse:
    return refresh(HttpResponse(""), **{"cairn:toast": {"text": _("Sent. Whoever wrote it decides.")}})


def _drawn(thing: Question | Answer) -> dict[str, object]:
    body = documents.to_markdown(thing.body).text.strip() if thing.body else ""
    title = "" if isinstance(thing, Answer) else thing.title
    return {"thing": thing, "is_answer": isinstance(thing, Answer), "typed": {"title": title, "body": body}}
