"""One question becomes two, and one again."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from cairn import documents
from cairn.core.errors import CairnError
from cairn.core.ids import number
from cairn.core.verbs import form_of
from cairn.pages.responses import goto
from cairn.people.http import signed_in
from cairn.questions.loaders import question_for, question_to_run
from cairn.questions.models import Question
from cairn.questions.operations.split import Parts, split_question, unsplit_question
from cairn.questions.views.answers import dialog, is_htmx, refresh, undoable
from cairn.questions.writing import Asked


def splitting(request: HttpRequest, pk: int) -> HttpResponse:
    """The dialog: what each of both asks."""
    question = question_to_run(signed_in(request), pk)
    return dialog(request, "questions/_split.html", _drawn(question))


def split(request: HttpRequest, pk: int) -> HttpResponse:
    """`title`, `body`, `second_title`, `second_body`; `moved`: ids of answers that go with the second."""
    question, form = question_for(signed_in(request), pk), form_of(request)
    first = Asked(form.get("title", ""), form.get("body", ""))
    second = Asked(form.get("second_title", ""), form.get("second_body", ""))
    moved = tuple(number(each) or 0 for each in form.getlist("moved")[:200])
    try:
        made = split_question(question, Parts(first, second, moved), by=signed_in(request))
    except CairnError as error:
        return dialog(request, "questions/_split.html", {**_drawn(question), "typed": form, "chosen": moved}, error)
    return undoable(_("Two questions now."), reverse("question_split", args=[made.pk]))


def unsplit(request: HttpRequest, pk: int) -> HttpResponse:
    first = unsplit_question(question_for(signed_in(request), pk), by=signed_in(request))
    if is_htmx(request) and f"/questions/{pk}/" in request.headers.get("HX-Current-URL", ""):
        return goto(first.get_absolute_url())  # it was the page of the one that is gone
    return refresh(HttpResponse(""))


def _drawn(question: Question) -> dict[str, Any]:
    body = documents.to_markdown(question.body).text.strip() if question.body else ""
    typed = {"title": question.title, "body": body, "second_title": "", "second_body": ""}
    answers = list(question.given.standing().select_related("by").order_by("pk"))
    return {"question": question, "typed": typed, "answers": answers, "chosen": ()}
