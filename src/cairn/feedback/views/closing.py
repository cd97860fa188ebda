"""Closing a round: one form over all its threads."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from cairn.core.answers import go_to
from cairn.core.errors import Conflict, Forbidden, Invalid
from cairn.feedback.access import can_ask
from cairn.feedback.closing import remarks_of
from cairn.feedback.forms import ClosingForm
from cairn.feedback.loaders import round_for
from cairn.feedback.models import Round
from cairn.feedback.operations import close_round
from cairn.feedback.operations.rounds import ONLY_EDITORS
from cairn.feedback.views.answers import full, screen_of
from cairn.people.http import signed_in


def form(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    round_ = round_for(user, pk)
    if not can_ask(user, round_.page):
        raise Forbidden(_(ONLY_EDITORS))
    if not round_.is_open:
        return go_to(request, round_.get_absolute_url())
    return _form(request, round_, ClosingForm({}))


def close(request: HttpRequest, pk: int) -> HttpResponse:
    """What was typed comes back with 422 when a thread lacks a word, with 409 when somebody was faster."""
    user = signed_in(request)
    round_ = round_for(user, pk)
    sent = ClosingForm(request.POST.dict())
    try:
        close_round(round_, sent.given(), by=user, note=sent.note)
    except (Invalid, Conflict) as error:
        return _form(request, round_, ClosingForm(sent.data, error), error.status)
    return go_to(request, round_.get_absolute_url(), _("Closed. Everybody asked gets this summary."))


def _form(request: HttpRequest, round_: Round, sent: ClosingForm, status: int = 200) -> HttpResponse:
    rows = [
        {
            "thread": remark.thread,
            "text": remark.text,
            "mark": sent.mark(remark.thread.pk) or ("taken" if remark.thread.state == "resolved" else ""),
            "line": sent.line(remark.thread.pk),
            "wrong": sent.wrong(remark.thread.pk),
        }
        for remark in remarks_of(round_)
    ]
    context = {"name": _("Close the round"), "screen": screen_of(request, round_), "rows": rows, "form": sent}
    return full(request, "feedback/closing.html", round_.page, context, status)
