"""What is asked often: of a space, of everything she sees, and which question belongs to which group."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cairn.core.errors import Forbidden, Invalid
from cairn.core.ids import number
from cairn.core.verbs import form_of
from cairn.people.http import signed_in
from cairn.questions.access import can_run_question
from cairn.questions.everyday import Everyday, Wanted
from cairn.questions.loaders import question_for
from cairn.questions.models import Question
from cairn.questions.often.screen import Often, others_like
from cairn.questions.operations import keep_apart, put_beside
from cairn.questions.views.answers import is_htmx, refresh
from cairn.spaces.loaders import space_for


def of_space(request: HttpRequest, key: str) -> HttpResponse:
    user = signed_in(request)
    space = space_for(user, key)
    often = Often(user, space, _sheet(request))
    context = {"often": often, "space": space, "screen": Everyday(space, user, Wanted())}
    return render(request, _template(request), context)


def of_everything(request: HttpRequest) -> HttpResponse:
    return render(request, _template(request), {"often": Often(signed_in(request), None, _sheet(request))})


def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """The dialog: which question asks the same."""
    question = _run(request, pk)
    words = request.GET.get("q", "")[:200]
    found = others_like(words or question.title, question, signed_in(request))
    return render(request, "questions/_beside_which.html", {"question": question, "others": found, "q": words})


def put(request: HttpRequest, pk: int) -> HttpResponse:
    """`other`: the id of the question that asks the same."""
    question, other = _run(request, pk), number(form_of(request).get("other", ""))
    if not other:
        raise Invalid(_("Choose the question that asks the same. Nothing was changed."))
    put_beside(question, other, by=signed_in(request))
    return refresh(HttpResponse(""))


def take_out(request: HttpRequest, pk: int) -> HttpResponse:
    keep_apart(_run(request, pk), by=signed_in(request))
    return refresh(HttpResponse(""))


def _run(request: HttpRequest, pk: int) -> Question:
    question = question_for(signed_in(request), pk)
    if not can_run_question(signed_in(request), question):
        raise Forbidden(_("Only who runs this question says what it belongs to. Nothing was changed."))
    return question


def _sheet(request: HttpRequest) -> int:
    return min(number(request.GET.get("sheet", "")) or 1, 10_000)


def _template(request: HttpRequest) -> str:
    return "questions/_often.html" if is_htmx(request) else "questions/often.html"
