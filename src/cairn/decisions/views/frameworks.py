"""Frameworks: which one fits, and which one a draft uses."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cairn.core.errors import Forbidden, Missing
from cairn.decisions.access import can_change_decision
from cairn.decisions.frameworks.picker import Picker
from cairn.decisions.loaders import decision_for
from cairn.decisions.operations import choose_framework
from cairn.decisions.views.answers import partial, screen_of, to_page
from cairn.people.http import signed_in


def propose(request: HttpRequest) -> HttpResponse:
    """The picker again, with what the four answers propose."""
    return render(request, "decisions/_framework_picker.html", {"picker": Picker.of(request.GET)})


def pick(request: HttpRequest, pk: int) -> HttpResponse:
    found = decision_for(signed_in(request), pk)
    if not can_change_decision(signed_in(request), found):
        raise Forbidden(_("Only whoever drives this decision and people who may edit its page can change it."))
    picker = Picker.of(request.GET, default=found.definition.key)
    picker.is_open = True
    return partial(request, "_framework", {"screen": screen_of(request, found), "picker": picker})


def choose(request: HttpRequest, pk: int) -> HttpResponse:
    found = decision_for(signed_in(request), pk)
    picker = Picker.of({"framework": request.POST.get("framework", "")})
    version = picker.chosen
    if version is None or picker.key != request.POST.get("framework"):
        raise Missing(_("This framework is not offered any more. Choose another."))
    choose_framework(found, by=signed_in(request), framework=version)
    return to_page(request, found, _("It will be decided by %(name)s.") % {"name": version.definition.name})
