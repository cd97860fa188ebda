"""Asking for feedback, and running a round."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.core.answers import go_to
from cairn.core.errors import Conflict, Forbidden, Invalid
from cairn.feedback.access import can_ask
from cairn.feedback.forms import AskForm
from cairn.feedback.guests import mute
from cairn.feedback.loaders import round_for
from cairn.feedback.models import Round
from cairn.feedback.operations import cancel_round, change_round, start_round
from cairn.feedback.operations.rounds import ONLY_EDITORS
from cairn.feedback.views.answers import full, screen_of
from cairn.feedback.words import names
from cairn.pages.loaders import page_for
from cairn.pages.models import Page
from cairn.pages.responses import dialog
from cairn.people.http import signed_in


def new(request: HttpRequest, pk: int) -> HttpResponse:
    """The dialog of "Ask for feedback"."""
    user = signed_in(request)
    page = page_for(user, pk)
    if not can_ask(user, page):
        raise Forbidden(_(ONLY_EDITORS))
    return _dialog(request, page, AskForm.first(user, page))


def start(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    page = page_for(user, pk)
    form = AskForm.sent(user, request.POST)
    try:
        round_ = start_round(page, form.ask(), by=user)
    except (Invalid, Conflict) as error:
        return _dialog(request, page, form.refused(error))
    return go_to(request, page.get_absolute_url(), _told(round_))


def show(request: HttpRequest, pk: int) -> HttpResponse:
    round_ = round_for(signed_in(request), pk)
    return shown(request, round_, AskForm.of(signed_in(request), round_))


def change(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    round_ = round_for(user, pk)
    form = AskForm.sent(user, request.POST)
    try:
        change_round(round_, form.ask(), by=user)
    except Invalid as error:
        return shown(request, round_, form.refused(error), 422)
    return go_to(request, round_.get_absolute_url(), _("Saved. Whoever has not answered yet is told."))


def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    round_ = cancel_round(round_for(user, pk), by=user)
    return go_to(request, round_.page.get_absolute_url(), _("Called off. Whoever was asked is told; threads stay."))


def shown(
    request: HttpRequest, round_: Round, form: AskForm, status: int = 200, adding: AskForm | None = None
) -> HttpResponse:
    """The round's own page, with what was typed into one of its forms."""
    context = {"name": _("Feedback round"), "screen": screen_of(request, round_), "form": form, "adding": adding}
    return full(request, "feedback/round.html", round_.page, context, status)


def _dialog(request: HttpRequest, page: Page, form: AskForm) -> HttpResponse:
    return dialog(request, "feedback/_ask.html", {"page": page, "form": form}, form.error)


def _told(round_: Round) -> str:
    people = [review.user for review in round_.reviews.select_related("user")]
    words = ngettext("Asked. %(n)d person has been told.", "Asked. %(n)d people have been told.", len(people))
    said = words % {"n": len(people)}
    if quiet := mute(people, round_.page):
        can = _("%(names)s can read this page but not comment: all they can answer is “Done”.")
        said = f"{said} {can % {'names': names([person.name for person in quiet])}}"
    return said
