"""The watch buttons of an everyday question and of a space's questions; a question that was read."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse

from cairn.notifications.models import Notification
from cairn.notifications.operations import (
    mark_read,
    unwatch_question,
    unwatch_questions,
    watch_question,
    watch_questions,
)
from cairn.notifications.panels import question_watch_button, questions_watch_button
from cairn.people.http import signed_in
from cairn.questions.loaders import question_for
from cairn.spaces.loaders import space_for


@login_required
def watch(request: HttpRequest, pk: int) -> HttpResponse:
    question = question_for(signed_in(request), pk)
    watch_question(question, by=signed_in(request))
    return HttpResponse(question_watch_button(request, question))


@login_required
def unwatch(request: HttpRequest, pk: int) -> HttpResponse:
    question = question_for(signed_in(request), pk)
    unwatch_question(question, by=signed_in(request))
    return HttpResponse(question_watch_button(request, question))


@login_required
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """She has the question open: what her inbox has about it is read."""
    question = question_for(signed_in(request), pk)
    unread = Notification.objects.visible_to(signed_in(request)).unread().filter(question=question)
    mark_read(unread.values_list("pk", flat=True), by=signed_in(request))
    return HttpResponse(status=204, headers={"HX-Trigger": "cairn:inbox"})


@login_required
def watch_all(request: HttpRequest, key: str) -> HttpResponse:
    space = space_for(signed_in(request), key)
    watch_questions(space, by=signed_in(request))
    return HttpResponse(questions_watch_button(request, space))


@login_required
def unwatch_all(request: HttpRequest, key: str) -> HttpResponse:
    space = space_for(signed_in(request), key)
    unwatch_questions(space, by=signed_in(request))
    return HttpResponse(questions_watch_button(request, space))
