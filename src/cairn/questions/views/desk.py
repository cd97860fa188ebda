"""The hosts' desk: what waits, and what they do with a question."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.core.errors import CairnError
from cairn.core.ids import number
from cairn.core.verbs import form_of
from cairn.people.http import signed_in
from cairn.questions.desk import Desk
from cairn.questions.desk_page import DeskPage
from cairn.questions.loaders import question_for, question_to_run, session_for
from cairn.questions.models import Question
from cairn.questions.operations import (
    approve_question,
    decline_question,
    merge_question,
    part_question,
    pin_question,
    unpin_question,
)
from cairn.questions.similar import similar_to
from cairn.questions.views.answers import dialog, is_htmx, refresh, undoable


def show(request: HttpRequest, pk: int) -> HttpResponse:
    """On the session's page what waits first; a page of its own with all of it."""
    session, user = session_for(signed_in(request), pk), signed_in(request)
    if not is_htmx(request):
        desk = DeskPage(session, user, request.GET)
        return render(request, "questions/desk.html", {"desk": desk, "space": session.page.space})
    if "show" not in request.GET:
        return render(request, "questions/_desk.html", {"desk": Desk(session, user)})
    desk = DeskPage(session, user, request.GET)
    return render(
        request, "questions/_desk_rows.html" if desk.sheet > 1 else "questions/_desk_page.html", {"desk": desk}
    )


def approve(request: HttpRequest, pk: int) -> HttpResponse:
    approve_question(question_for(signed_in(request), pk), by=signed_in(request))
    return refresh(HttpResponse(""))


def declining(request: HttpRequest, pk: int) -> HttpResponse:
    """The dialog that asks why."""
    return dialog(
        request, "questions/_decline.html", {"question": question_to_run(signed_in(request), pk), "reason": ""}
    )


def decline(request: HttpRequest, pk: int) -> HttpResponse:
    question, reason = question_for(signed_in(request), pk), form_of(request).get("reason", "")
    try:
        decline_question(question, by=signed_in(request), reason=reason)
    except CairnError as error:
        return dialog(request, "questions/_decline.html", {"question": question, "reason": reason}, error)
    return refresh(HttpResponse(""))


def pin(request: HttpRequest, pk: int) -> HttpResponse:
    pin_question(question_for(signed_in(request), pk), by=signed_in(request))
    return undoable(_("Pinned to the top."), reverse("question_pin", args=[pk]))


def unpin(request: HttpRequest, pk: int) -> HttpResponse:
    unpin_question(question_for(signed_in(request), pk), by=signed_in(request))
    return refresh(HttpResponse(""))


def merging(request: HttpRequest, pk: int) -> HttpResponse:
    """The dialog that asks with which one: the most similar first, others by their words."""
    question = question_to_run(signed_in(request), pk)
    return dialog(request, "questions/_merge.html", _others(request, question))


def merge(request: HttpRequest, pk: int) -> HttpResponse:
    question, into = question_for(signed_in(request), pk), number(form_of(request).get("into", "")) or 0
    try:
        target = merge_question(question, into, by=signed_in(request))
    except CairnError as error:
        return dialog(request, "questions/_merge.html", _others(request, question), error)
    words = _("United with “%(title)s”; everybody’s vote counts once.") % {"title": target.title[:80]}
    return undoable(words, reverse("question_union", args=[question.pk]))


def part(request: HttpRequest, pk: int) -> HttpResponse:
    part_question(question_for(signed_in(request), pk), by=signed_in(request))
    return refresh(HttpResponse(""))


def _others(request: HttpRequest, question: Question) -> dict[str, object]:
    words = request.GET.get("q", "") or question.title
    found = similar_to(words, signed_in(request), question.session or question.space)
    here = [each for each in found if each.is_here and each.question.pk != question.pk]
    return {"question": question, "others": here, "q": request.GET.get("q", "")}
