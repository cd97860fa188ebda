"""One question: its page, its words, its votes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cairn import documents
from cairn.core.errors import CairnError, Forbidden
from cairn.core.verbs import form_of
from cairn.people.http import signed_in
from cairn.questions.access import can_change_question
from cairn.questions.conversation import Conversation
from cairn.questions.forms import asked_in
from cairn.questions.loaders import question_for
from cairn.questions.models import Question
from cairn.questions.operations import change_question, unvote_question, vote_for_question, withdraw_question
from cairn.questions.slots import beside
from cairn.questions.views.answers import is_htmx, refresh


def show(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole page, or to htmx what may have changed on it."""
    question = question_for(signed_in(request), pk)
    context: dict[str, object] = {"talk": Conversation(question, signed_in(request))}
    if is_htmx(request):
        return render(request, "questions/_question.html", context)
    context |= {"actions": beside(request, "question", question), "space": question.space}
    return render(request, "questions/question.html", context)


def edit_form(request: HttpRequest, pk: int) -> HttpResponse:
    question = question_for(signed_in(request), pk)
    if not can_change_question(signed_in(request), question):
        raise Forbidden(_("Only who asked and the hosts change a question."))
    return _form(request, question)


def change(request: HttpRequest, pk: int) -> HttpResponse:
    question = question_for(signed_in(request), pk)
    try:
        change_question(question, asked_in(form_of(request)), by=signed_in(request))
    except CairnError as error:
        return _form(request, question, error)
    return refresh(HttpResponse(""))


def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    question = withdraw_question(question_for(signed_in(request), pk), by=signed_in(request))
    place = question.session or question.space
    if not is_htmx(request):
        return redirect(place.get_absolute_url())
    response = HttpResponse("")
    response["HX-Redirect"] = place.get_absolute_url()
    return response


def vote(request: HttpRequest, pk: int) -> HttpResponse:
    return _counted(vote_for_question(pk, by=signed_in(request)), voted=True)


def unvote(request: HttpRequest, pk: int) -> HttpResponse:
    return _counted(unvote_question(pk, by=signed_in(request)), voted=False)


def _counted(question: Question, *, voted: bool) -> HttpResponse:
    return JsonResponse({"question": question.pk, "votes": question.votes, "voted": voted})


def _form(request: HttpRequest, question: Question, error: CairnError | None = None) -> HttpResponse:
    typed = documents.to_markdown(question.body).text.strip() if question.body else ""
    context = {"question": question, "typed": form_of(request) if error else None, "typed_body": typed, "error": error}
    response = render(request, "questions/_question_form.html", context, status=error.status if error else 200)
    response["HX-Retarget"] = f"#question-{question.pk}-words"
    response["HX-Reswap"] = "innerHTML"
    return response
