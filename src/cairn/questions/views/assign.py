"""Which host answers a question."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from cairn.core.errors import CairnError, Invalid
from cairn.core.verbs import form_of
from cairn.people.directory import Directory
from cairn.people.http import signed_in
from cairn.people.models import User
from cairn.questions.desk import answering_hosts
from cairn.questions.loaders import question_for, question_to_run
from cairn.questions.models import Question
from cairn.questions.operations import assign_question
from cairn.questions.views.answers import dialog, refresh


def choosing(request: HttpRequest, pk: int) -> HttpResponse:
    """The dialog with the hosts, and how much each has to answer already."""
    question = question_to_run(signed_in(request), pk)
    return dialog(request, "questions/_assign.html", _drawn(question))


def assign(request: HttpRequest, pk: int) -> HttpResponse:
    """`to`: a host's id, or nothing for nobody."""
    question = question_for(signed_in(request), pk)
    try:
        assign_question(question, by=signed_in(request), to=_chosen(request, form_of(request).get("to", "")))
    except CairnError as error:
        return dialog(request, "questions/_assign.html", _drawn(question), error)
    return refresh(HttpResponse(""))


def _chosen(request: HttpRequest, to: str) -> User | None:
    found, _teams = Directory.chosen(signed_in(request), [to] if to else [])
    if to and not found:
        raise Invalid(_("There is no such person. Nothing was changed."))
    return next(iter(found), None)


def _drawn(question: Question) -> dict[str, Any]:
    return {"question": question, "hosts": answering_hosts(question.session) if question.session else []}
