"""Answers and remarks, one small view a verb."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cairn import documents
from cairn.core.errors import CairnError, Forbidden
from cairn.core.verbs import form_of
from cairn.people.http import signed_in
from cairn.questions.access import can_change_answer
from cairn.questions.forms import said_in
from cairn.questions.loaders import answer_for, question_for, remark_for
from cairn.questions.models import Answer, Question
from cairn.questions.operations import (
    accept_answer,
    add_remark,
    change_answer,
    delete_answer,
    delete_remark,
    give_answer,
    thank_for_answer,
    unaccept_answer,
    unthank,
)
from cairn.questions.views.answers import crowd_of_any, is_htmx, refresh


def give(request: HttpRequest, pk: int) -> HttpResponse:
    question = question_for(signed_in(request), pk)
    drawn = {"answering": question, "target": f"answer-to-{question.pk}"}
    try:
        give_answer(question, by=signed_in(request), said=said_in(request.POST))
    except CairnError as error:
        return _field(request, error, drawn)
    return _done(request, question, drawn)


def edit_form(request: HttpRequest, pk: int) -> HttpResponse:
    answer = answer_for(signed_in(request), pk)
    if not can_change_answer(signed_in(request), answer):
        raise Forbidden(_("Only who wrote an answer changes it. You can remark on it, or give your own."))
    return _edit(request, answer, documents.to_markdown(answer.body).text.strip())


def change(request: HttpRequest, pk: int) -> HttpResponse:
    answer, said = answer_for(signed_in(request), pk), said_in(form_of(request))
    try:
        change_answer(answer, by=signed_in(request), said=said)
    except CairnError as error:
        return _edit(request, answer, said.body, error)
    return refresh(HttpResponse(""))


def delete(request: HttpRequest, pk: int) -> HttpResponse:
    delete_answer(answer_for(signed_in(request), pk), by=signed_in(request))
    return refresh(HttpResponse(""))


def accept(request: HttpRequest, pk: int) -> HttpResponse:
    accept_answer(answer_for(signed_in(request), pk), by=signed_in(request))
    return refresh(HttpResponse(""))


def unaccept(request: HttpRequest, pk: int) -> HttpResponse:
    unaccept_answer(answer_for(signed_in(request), pk), by=signed_in(request))
    return refresh(HttpResponse(""))


def thank(request: HttpRequest, pk: int) -> HttpResponse:
    thank_for_answer(answer_for(signed_in(request), pk), by=signed_in(request))
    return refresh(HttpResponse(""))


def take_thanks_back(request: HttpRequest, pk: int) -> HttpResponse:
    unthank(answer_for(signed_in(request), pk), by=signed_in(request))
    return refresh(HttpResponse(""))


def remark_on_question(request: HttpRequest, pk: int) -> HttpResponse:
    question = question_for(signed_in(request), pk)
    try:
        add_remark(question, by=signed_in(request), said=said_in(request.POST))
    except CairnError as error:
        return _field(request, error, _remarking(question))
    return _done(request, question, _remarking(question))


def remark_on_answer(request: HttpRequest, pk: int) -> HttpResponse:
    answer = answer_for(signed_in(request), pk)
    try:
        add_remark(answer, by=signed_in(request), said=said_in(request.POST))
    except CairnError as error:
        return _field(request, error, _remarking(answer))
    return _done(request, answer.question, _remarking(answer))


def delete_remarked(request: HttpRequest, pk: int) -> HttpResponse:
    delete_remark(remark_for(signed_in(request), pk), by=signed_in(request))
    return refresh(HttpResponse(""))


def _remarking(thing: Question | Answer) -> dict[str, Any]:
    is_answer = isinstance(thing, Answer)
    target = f"remark-{'answer' if is_answer else 'question'}-{thing.pk}"
    return {"remarking": thing, "is_answer": is_answer, "target": target}


def _field(request: HttpRequest, error: CairnError | None, drawn: dict[str, Any]) -> HttpResponse:
    """Where it was typed: with all that was typed and why it was not taken, or empty again."""
    context = {
        **drawn,
        "typed": request.POST.get("body", "") if error else "",
        "error": error,
        "crowd": crowd_of_any(error),
    }
    response = render(request, "questions/_reply.html", context, status=error.status if error else 200)
    response["HX-Retarget"] = f"#{drawn['target']}"
    response["HX-Reswap"] = "outerHTML"
    return response


def _done(request: HttpRequest, question: Question, drawn: dict[str, Any]) -> HttpResponse:
    return refresh(_field(request, None, drawn)) if is_htmx(request) else redirect(question)


def _edit(request: HttpRequest, answer: Answer, typed: str, error: CairnError | None = None) -> HttpResponse:
    context = {"answer": answer, "typed": typed, "error": error, "crowd": crowd_of_any(error)}
    response = render(request, "questions/_answer_form.html", context, status=error.status if error else 200)
    response["HX-Retarget"] = f"#answer-{answer.pk}-words"
    response["HX-Reswap"] = "innerHTML"
    return response
