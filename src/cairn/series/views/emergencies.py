"""The emergency door into private spaces, for admins of the workspace, and its log."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.core.answers import go_to
from cairn.core.errors import Invalid, Missing
from cairn.people.http import signed_in
from cairn.series.access import check_emergency
from cairn.series.forms import pair_in
from cairn.series.loaders import emergency_of, pair_of
from cairn.series.operations import end_emergency, open_in_emergency
from cairn.series.screen import every_emergency, pairs_of_others


def list_emergencies(request: HttpRequest) -> HttpResponse:
    return _listed(request)


def open_space(request: HttpRequest) -> HttpResponse:
    user, chosen = signed_in(request), pair_in(request.POST)
    check_emergency(user)
    try:
        if chosen is None:
            words = _("Choose whose space it is.")
            raise Invalid(words, fields={"pair": words})
        emergency = open_in_emergency(pair_of(chosen), request.POST.get("reason", ""), by=user)
    except (Invalid, Missing) as error:
        return _listed(request, error)
    words = _("Open to you, to read, for 24 hours. Both people have been told, with your reason.")
    return go_to(request, emergency.pair.space.get_absolute_url(), words)


def end(request: HttpRequest, pk: int) -> HttpResponse:
    end_emergency(emergency_of(signed_in(request), pk), by=signed_in(request))
    return go_to(request, reverse("emergencies"), _("The space is closed to you again."))


def _listed(request: HttpRequest, error: Invalid | Missing | None = None) -> HttpResponse:
    user = signed_in(request)
    check_emergency(user)
    context = {
        "pairs": pairs_of_others(user),
        "log": every_emergency(),
        "error": error,
        "fields": getattr(error, "fields", {}),
        "typed": request.POST,
        "chosen": pair_in(request.POST),
    }
    return render(request, "series/emergencies.html", context, status=error.status if error else 200)
