"""Signs, remarks that are changed or become questions, and whom one may name."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from cairn import documents
from cairn.core.answers import go_to
from cairn.core.errors import CairnError
from cairn.core.verbs import form_of
from cairn.people.directory import mention_of
from cairn.people.http import signed_in
from cairn.questions.forms import said_in
from cairn.questions.loaders import answer_for, question_for, remark_for, session_for
from cairn.questions.models import Answer, Question, Remark
from cairn.questions.namable import namable
from cairn.questions.operations import change_remark, promote_remark, react, unreact
from cairn.questions.views.answers import crowd_of_any, refresh
from cairn.spaces.loaders import space_for


def put_sign(request: HttpRequest, kind: str, pk: int, sign: str) -> HttpResponse:
    react(_thing(request, kind, pk), by=signed_in(request), sign=sign)
    return refresh(HttpResponse(""))


def take_sign(request: HttpRequest, kind: str, pk: int, sign: str) -> HttpResponse:
    unreact(_thing(request, kind, pk), by=signed_in(request), sign=sign)
    return refresh(HttpResponse(""))


def remark_form(request: HttpRequest, pk: int) -> HttpResponse:
    remark = remark_for(signed_in(request), pk)
    return _form(request, remark, documents.to_markdown(remark.body).text.strip())


def change(request: HttpRequest, pk: int) -> HttpResponse:
    remark, said = remark_for(signed_in(request), pk), said_in(form_of(request))
    try:
        change_remark(remark, by=signed_in(request), said=said)
    except CairnError as error:
        return _form(request, remark, said.body, error)
    return refresh(HttpResponse(""))


def promote(request: HttpRequest, pk: int) -> HttpResponse:
    question = promote_remark(remark_for(signed_in(request), pk), by=signed_in(request))
    return go_to(request, question.get_absolute_url(), "")


def people_of_session(request: HttpRequest, pk: int) -> HttpResponse:
    session = session_for(signed_in(request), pk)
    found = namable(session, request.GET.get("q", ""), signed_in(request))
    return JsonResponse({"people": [mention_of(person) for person in found]})


def people_of_space(request: HttpRequest, key: str) -> HttpResponse:
    space = space_for(signed_in(request), key)
    found = namable(space, request.GET.get("q", ""), signed_in(request))
    return JsonResponse({"people": [mention_of(person) for person in found]})


def _thing(request: HttpRequest, kind: str, pk: int) -> Question | Answer | Remark:
    if kind == "questions":
        return question_for(signed_in(request), pk)
    return answer_for(signed_in(request), pk) if kind == "answers" else remark_for(signed_in(request), pk)


def _form(request: HttpRequest, remark: Remark, typed: str, error: CairnError | None = None) -> HttpResponse:
    context = {"remark": remark, "typed": typed, "error": error, "crowd": crowd_of_any(error)}
    response = render(request, "questions/_remark_form.html", context, status=error.status if error else 200)
    response["HX-Retarget"] = f"#remark-{remark.pk}"
    response["HX-Reswap"] = "innerHTML"
    return response
