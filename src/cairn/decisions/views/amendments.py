"""What is changed about an outcome afterwards."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from cairn.core.errors import Forbidden, Invalid
from cairn.decisions.access import can_amend
from cairn.decisions.forms import AmendmentForm
from cairn.decisions.loaders import decision_for
from cairn.decisions.operations import amend_decision
from cairn.decisions.views.answers import partial, screen_of, to_page
from cairn.people.http import signed_in


def show(request: HttpRequest, pk: int) -> HttpResponse:
    found = decision_for(signed_in(request), pk)
    if not can_amend(signed_in(request), found):
        raise Forbidden(_("Only the Driver and the Approvers amend an outcome. You can comment instead."))
    return partial(request, "_amend", {"screen": screen_of(request, found), "amendment_form": AmendmentForm()})


def add(request: HttpRequest, pk: int) -> HttpResponse:
    found = decision_for(signed_in(request), pk)
    text, reason = request.POST.get("text", ""), request.POST.get("reason", "")
    try:
        amend_decision(found, by=signed_in(request), text=text, reason=reason)
    except Invalid as error:
        form = AmendmentForm(text, reason, error)
        return partial(request, "_amend", {"screen": screen_of(request, found), "amendment_form": form}, 422)
    return to_page(request, found, _("Amended. Everybody tagged is told."))
