"""The outcome: prepared and recorded."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from cairn.core.errors import Conflict, Forbidden, Invalid
from cairn.decisions.forms import OutcomeForm
from cairn.decisions.loaders import decision_for
from cairn.decisions.operations import record_outcome
from cairn.decisions.views.answers import late, partial, screen_of, to_page
from cairn.people.http import signed_in


def prepare(request: HttpRequest, pk: int) -> HttpResponse:
    screen = screen_of(request, decision_for(signed_in(request), pk))
    if not screen.may_decide:
        raise Forbidden(_("Only an Approver records the outcome, once the decision runs."))
    return partial(request, "_decide", {"screen": screen, "outcome_form": OutcomeForm()})


def decide(request: HttpRequest, pk: int) -> HttpResponse:
    found = decision_for(signed_in(request), pk)
    form = OutcomeForm(request.POST)
    try:
        outcome = record_outcome(found, by=signed_in(request), **form.words(found))
    except Invalid as error:
        context = {"screen": screen_of(request, found), "outcome_form": form.refused(error)}
        return partial(request, "_decide", context, 422)
    except Conflict as error:
        return late(request, found, error, typed=form.statement, into="#decision-outcome")
    return to_page(request, found, _("Decided as %(number)s. Everybody tagged is told.") % {"number": outcome.label})
