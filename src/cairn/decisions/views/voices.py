"""Positions, the outcome and the timeline."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from cairn.core.errors import Forbidden, Invalid
from cairn.decisions.forms import OutcomeForm, PositionForm
from cairn.decisions.loaders import decision_for, option_of
from cairn.decisions.models import Decision, Option
from cairn.decisions.operations import record_outcome, take_position
from cairn.decisions.views.answers import partial, screen_of, to_page
from cairn.people.http import signed_in


def positions(request: HttpRequest, pk: int) -> HttpResponse:
    return partial(request, "_positions", {"screen": screen_of(request, decision_for(signed_in(request), pk))})


def say(request: HttpRequest, pk: int) -> HttpResponse:
    """Answers with her form; list and head refetch themselves on the event that this answer carries."""
    found = decision_for(signed_in(request), pk)
    stance, reason = request.POST.get("stance", ""), request.POST.get("reason", "")
    try:
        take_position(found, by=signed_in(request), stance=stance, reason=reason)
    except Invalid as error:
        form = PositionForm(stance, reason, error)
        return partial(request, "_my_position", {"screen": screen_of(request, found), "position_form": form}, 422)
    screen = screen_of(request, found)
    answer = partial(request, "_my_position", {"screen": screen, "position_form": PositionForm.of(screen.my_position)})
    answer["HX-Trigger-After-Settle"] = "cairn:position.changed"
    return answer


def prepare_outcome(request: HttpRequest, pk: int) -> HttpResponse:
    screen = screen_of(request, decision_for(signed_in(request), pk))
    if not screen.may_decide:
        raise Forbidden(_("Only an Approver records the outcome, once the decision runs."))
    return partial(request, "_decide", {"screen": screen, "outcome_form": OutcomeForm()})


def decide(request: HttpRequest, pk: int) -> HttpResponse:
    found = decision_for(signed_in(request), pk)
    form = OutcomeForm(request.POST)
    try:
        outcome = record_outcome(
            found,
            by=signed_in(request),
            statement=form.statement,
            option=_option(found, form.option),
            override_reason=form.override_reason,
        )
    except Invalid as error:
        context = {"screen": screen_of(request, found), "outcome_form": OutcomeForm(request.POST, error)}
        return partial(request, "_decide", context, 422)
    return to_page(request, found, _("Decided as %(number)s. Everybody tagged is told.") % {"number": outcome.label})


def timeline(request: HttpRequest, pk: int) -> HttpResponse:
    return partial(request, "_timeline", {"screen": screen_of(request, decision_for(signed_in(request), pk))})


def _option(found: Decision, chosen: str) -> Option | None:
    return option_of(found, int(chosen)) if chosen.isdecimal() and len(chosen) < 19 else None
