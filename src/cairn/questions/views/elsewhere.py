"""Saying that a question is answered in another one or on a page, and taking that back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.core.errors import CairnError, Forbidden, Invalid
from cairn.core.ids import number
from cairn.core.verbs import form_of
from cairn.pages.loaders import page_for
from cairn.pages.models import Page
from cairn.people.http import signed_in
from cairn.people.models import User
from cairn.questions.access import can_accept
from cairn.questions.elsewhere import elsewhere_of
from cairn.questions.loaders import question_for
from cairn.questions.models import Question
from cairn.questions.operations import point_back, point_elsewhere
from cairn.questions.places import places_for
from cairn.questions.views.answers import dialog, refresh, undoable
from cairn.questions.writing import excerpt_of


def choosing(request: HttpRequest, pk: int) -> HttpResponse:
    """The dialog that asks where."""
    return dialog(request, "questions/_point.html", _drawn(request, _hers(request, pk)))


def places(request: HttpRequest, pk: int) -> HttpResponse:
    """What the dialog's combobox finds: answered questions and pages, of those that she may read."""
    found = places_for(_hers(request, pk), request.GET.get("q", "")[:200], signed_in(request))
    return render(request, "questions/_places.html", {"options": found, "q": request.GET.get("q", "").strip()})


def point(request: HttpRequest, pk: int) -> HttpResponse:
    question = _hers(request, pk)
    try:
        place = _place(signed_in(request), form_of(request).get("place", ""))
        point_elsewhere(question, place, by=signed_in(request))
    except CairnError as error:
        return dialog(request, "questions/_point.html", _drawn(request, question), error)
    words = (
        _("Answered in “%(place)s”, and its votes count there.")
        if isinstance(place, Question)
        else _("Answered in “%(place)s”.")
    )
    return undoable(words % {"place": excerpt_of(str(place))}, reverse("question_elsewhere", args=[question.pk]))


def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    point_back(question_for(signed_in(request), pk), by=signed_in(request))
    return refresh(HttpResponse(""))


def _place(user: User, typed: str) -> Question | Page:
    """ "question:12" or "page:3", of what she may see."""
    kind, _colon, chosen = typed.partition(":")
    if kind == "page":
        return page_for(user, number(chosen) or 0)
    if kind == "question":
        return question_for(user, number(chosen) or 0)
    raise Invalid(_("Choose the question or page that answers it."))


def _hers(request: HttpRequest, pk: int) -> Question:
    question = question_for(signed_in(request), pk)
    if not can_accept(signed_in(request), question):
        raise Forbidden(_("Only who asked and the hosts say where a question is answered."))
    return question


def _drawn(request: HttpRequest, question: Question) -> dict[str, object]:
    return {"question": question, "there": elsewhere_of([question], signed_in(request)).get(question.pk)}
