"""What somebody does whom nobody knows: the browser sends no cookie along, only a ticket (csrf_exempt in urls.py: the
ticket is a secret that no other page has, and there is no cookie to ride on)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse

from cairn.core.ids import number
from cairn.core.verbs import form_of
from cairn.people.actors import SYSTEM
from cairn.questions.forms import asked_in, ticket_in
from cairn.questions.models import Question
from cairn.questions.operations import (
    accept_anonymously,
    ask_anonymously,
    change_anonymously,
    unaccept_anonymously,
    withdraw_anonymously,
)


def ask(request: HttpRequest, pk: int) -> HttpResponse:
    return _told(ask_anonymously(pk, asked_in(request.POST), ticket_in(request.POST), by=SYSTEM), 201)


def change(request: HttpRequest, pk: int) -> HttpResponse:
    form = form_of(request)
    return _told(change_anonymously(pk, asked_in(form), ticket_in(form), by=SYSTEM))


def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    return _told(withdraw_anonymously(pk, ticket_in(form_of(request)), by=SYSTEM))


def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """`answer`: the one that settled it."""
    form = form_of(request)
    return _told(accept_anonymously(pk, number(form.get("answer", "")) or 0, ticket_in(form), by=SYSTEM))


def unaccept(request: HttpRequest, pk: int) -> HttpResponse:
    form = form_of(request)
    return _told(unaccept_anonymously(pk, number(form.get("answer", "")) or 0, ticket_in(form), by=SYSTEM))


def _told(question: Question, status: int = 200) -> HttpResponse:
    return JsonResponse(
        {"question": question.pk, "state": question.state, "why": question.decline_reason}, status=status
    )
