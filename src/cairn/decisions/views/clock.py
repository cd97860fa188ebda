"""The fair clock of roles and due as they are being typed."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from cairn.core.errors import Forbidden
from cairn.decisions.forms import SetupForm
from cairn.decisions.loaders import decision_for
from cairn.decisions.views.answers import partial, screen_of
from cairn.people.http import signed_in


def count(request: HttpRequest, pk: int) -> HttpResponse:
    found = decision_for(signed_in(request), pk)
    if not screen_of(request, found).may_change:
        raise Forbidden(_("Only whoever drives this decision and people who may edit its page can change it."))
    form = SetupForm(found.definition, request.GET)
    return partial(request, "_clock", {"clock": form.clock, "doubles": form.doubles})
