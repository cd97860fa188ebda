"""Positions, the outcome and the timeline."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cairn.core.errors import Forbidden, Invalid
from cairn.decisions.forms import OutcomeForm, PositionForm
from cairn.decisions.loaders import decision_for, option_of
from cairn.decisions.operations import record_outcome, take_position
from cairn.decisions.views.answers import partial, screen_of, to_page
from cairn.people.http import signed_in


@login_required
@require_GET
def positions(request: HttpRequest, pk: int) -> HttpResponse:
    return partial(request, "_positions", {"screen": screen_of(request, decision_for(signed_in(request), pk))})


@login_required
@require_POST
def position(request: HttpRequest, pk: int) -> HttpResponse:
    """Answers with her form; the list of positions follows by the event of the page."""
    found = decision_for(signed_in(request), pk)
    stance, reason = request.POST.get("stance", ""), request.POST.get("reason", "")
    try:
        take_position(found, by=signed_in(request), stance=stance, reason=reason)
    except Invalid as error:
        form = PositionForm(stance, reason, error)
        return partial(request, "_my_position", {"screen": screen_of(request, found), "form": form}, 422)
    response = partial(request, "_my_position", {"screen": screen_of(request, found), "saved": True})
    response["HX-Trigger-After-Swap"] = "cairn:position.taken"
    return response


@login_required
@require_http_methods(["GET", "POST"])
def outcome(request: HttpRequest, pk: int) -> HttpResponse:
    found = decision_for(signed_in(request), pk)
    screen = screen_of(request, found)
    if request.method == "GET":
        if not screen.may_decide:
            raise Forbidden(_("Only an Approver records the outcome, once the decision runs."))
        return partial(request, "_decide", {"screen": screen, "form": OutcomeForm(found)})
    data = request.POST
    try:
        option = option_of(found, int(data["option"])) if data.get("option", "").isdecimal() else None
        record = record_outcome(
            found,
            by=signed_in(request),
            statement=data.get("statement", ""),
            option=option,
            override_reason=data.get("override_reason", ""),
        )
    except Invalid as error:
        return partial(request, "_decide", {"screen": screen, "form": OutcomeForm(found, data, error)}, 422)
    return to_page(request, found, _("Decided as %(number)s. Everybody tagged is told.") % {"number": record.label})


@login_required
@require_GET
def timeline(request: HttpRequest, pk: int) -> HttpResponse:
    return partial(request, "_timeline", {"screen": screen_of(request, decision_for(signed_in(request), pk))})
