"""Questions outside of sessions, in a space: the list, a new one, who may know, and what becomes of them."""

from __future__ import annotations

from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cairn.core.answers import go_to
from cairn.core.errors import CairnError, Invalid
from cairn.core.ids import number
from cairn.pages.responses import goto
from cairn.people.http import signed_in
from cairn.people.models import User
from cairn.questions.everyday import Everyday, Wanted
from cairn.questions.experts import experts_for
from cairn.questions.forms import asked_by_name_in
from cairn.questions.loaders import answer_for, question_for
from cairn.questions.operations import (
    ask_question,
    make_page_of_answer,
    mark_current,
    mark_outdated,
    pass_question_on,
    tag_person,
)
from cairn.questions.similar import similar_to
from cairn.questions.slots import beside
from cairn.questions.views.answers import is_htmx, refresh
from cairn.spaces.loaders import space_for


def show(request: HttpRequest, key: str) -> HttpResponse:
    """The page, or to htmx the list alone; of the sheets behind the first, the rows alone."""
    space, wanted = space_for(signed_in(request), key), Wanted.of_query(request.GET)
    names = {False: "space", True: "_everyday_rows" if wanted.sheet > 1 else "_everyday"}
    context: dict[str, object] = {"screen": Everyday(space, signed_in(request), wanted), "space": space}
    if not is_htmx(request):
        context["actions"] = beside(request, "space", space)
    response = render(request, f"questions/{names[is_htmx(request)]}.html", context)
    response["Vary"] = "HX-Request"
    return response


def similar(request: HttpRequest, key: str) -> HttpResponse:
    """Questions like the one that is being typed (in a header, as in sessions)."""
    space = space_for(signed_in(request), key)
    found = similar_to(unquote(request.headers.get("X-Words", "")[:2000]), signed_in(request), space)
    return render(request, "questions/_similar.html", {"found": found, "screen": {"may_vote": True}})


def ask(request: HttpRequest, key: str) -> HttpResponse:
    """An everyday question; also what could not be asked in a session any more."""
    space = space_for(signed_in(request), key)
    try:
        question = ask_question(space, asked_by_name_in(request.POST), by=signed_in(request))
    except CairnError as error:
        if not (is_htmx(request) and request.POST.get("here")):
            raise
        screen = Everyday(space, signed_in(request), Wanted())
        values = {"screen": screen, "typed": request.POST, "error": error}
        answer = render(request, "questions/_ask_here.html", values, status=error.status)
        answer["HX-Retarget"], answer["HX-Reswap"] = "#ask", "outerHTML"
        return answer
    return goto(question.get_absolute_url()) if is_htmx(request) else redirect(question)


def experts(request: HttpRequest, pk: int) -> HttpResponse:
    """Who may know, from what they wrote and answered."""
    question = question_for(signed_in(request), pk)
    found = experts_for(question, signed_in(request))
    return render(request, "questions/_experts.html", {"question": question, "experts": found})


def tag(request: HttpRequest, pk: int) -> HttpResponse:
    """`user`: whom to ask by name."""
    question = question_for(signed_in(request), pk)
    user = User.objects.visible_to(signed_in(request)).filter(pk=number(request.POST.get("user", "")) or 0).first()
    if user is None:
        raise Invalid(_("There is no such person here. Choose one of the list."))
    tag_person(question, user, by=signed_in(request))
    return refresh(HttpResponse(""))


def pass_on(request: HttpRequest, pk: int) -> HttpResponse:
    question = pass_question_on(question_for(signed_in(request), pk), by=signed_in(request))
    return refresh(HttpResponse("")) if question.pk else HttpResponse(status=204)


def outdate(request: HttpRequest, pk: int) -> HttpResponse:
    mark_outdated(question_for(signed_in(request), pk), by=signed_in(request))
    return refresh(HttpResponse(""))


def renew(request: HttpRequest, pk: int) -> HttpResponse:
    mark_current(question_for(signed_in(request), pk), by=signed_in(request))
    return refresh(HttpResponse(""))


def make_page(request: HttpRequest, pk: int) -> HttpResponse:
    page = make_page_of_answer(answer_for(signed_in(request), pk), by=signed_in(request))
    return go_to(request, f"{page.get_absolute_url()}edit/", _("The answer is a draft now. Publish it when it stands."))
