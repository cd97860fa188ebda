"""Answering, nudging, and who is asked."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from cairn.core.errors import Invalid
from cairn.feedback.forms import AskForm
from cairn.feedback.loaders import review_for, round_for
from cairn.feedback.operations import (
    add_reviewers,
    answer_review,
    nudge_reviewers,
    remove_reviewer,
    withdraw_answer,
)
from cairn.feedback.views.answers import after
from cairn.feedback.views.rounds import shown
from cairn.feedback.words import names
from cairn.people.http import signed_in


def add(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    round_ = round_for(user, pk)
    form = AskForm.sent(user, request.POST)
    try:
        people = add_reviewers(round_, form.ask(), by=user)
    except Invalid as error:
        return shown(request, round_, AskForm.of(user, round_), 422, form.refused(error))
    words = _("%(names)s has been asked.") % {"names": names([person.name for person in people])}
    return after(request, round_, words)


def remove(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    review = review_for(user, pk)
    remove_reviewer(review, by=user)
    return after(request, review.round, _("%(name)s is no longer asked.") % {"name": review.user.name})


def answer(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    review = review_for(user, pk)
    answer_review(review, by=user)
    return after(request, review.round, _("Thank you. That you are done is noted."))


def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    review = review_for(user, pk)
    withdraw_answer(review, by=user)
    return after(request, review.round, _("You are not done yet; that is noted."))


def nudge(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    review = review_for(user, pk)
    people = nudge_reviewers(review.round, by=user, review=review)
    return after(request, review.round, _("%(names)s: nudged.") % {"names": names([person.name for person in people])})


def nudge_all(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    round_ = round_for(user, pk)
    people = nudge_reviewers(round_, by=user)
    return after(request, round_, _("%(names)s: nudged.") % {"names": names([person.name for person in people])})
