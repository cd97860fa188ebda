"""When somebody is away: her own days, or those an admin says for her."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from cairn.core.answers import go_to
from cairn.core.errors import Forbidden
from cairn.core.forms import refusals_in, status_of
from cairn.people.absences import absences_to_come
from cairn.people.access import can_change_profile
from cairn.people.forms import AbsenceForm
from cairn.people.http import signed_in
from cairn.people.models import User
from cairn.people.operations import add_absence, remove_absence
from cairn.people.views.people import person_for
from cairn.people.zones import today_of


def show(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, person_for(request, pk), AbsenceForm())


def add(request: HttpRequest, pk: int) -> HttpResponse:
    person, form = person_for(request, pk), AbsenceForm(request.POST)
    with refusals_in(form):
        if form.is_valid():
            add_absence(person, by=signed_in(request), **form.cleaned_data)
            return go_to(request, _back(request, person), _("Saved. Reminders and clocks keep to it."))
    return _page(request, person, form)


def remove(request: HttpRequest, pk: int, absence_pk: int) -> HttpResponse:
    person = person_for(request, pk)
    remove_absence(get_object_or_404(person.absences.all(), pk=absence_pk), by=signed_in(request))
    return go_to(request, _back(request, person), _("Taken back."))


def _back(request: HttpRequest, person: User) -> str:
    return "/people/me/profile/#absences" if person == signed_in(request) else person.get_absolute_url()


def _page(request: HttpRequest, person: User, form: AbsenceForm) -> HttpResponse:
    if not can_change_profile(signed_in(request), person):
        raise Forbidden(_("Only %(name)s and admins say when %(name)s is away.") % {"name": person.name})
    words = {"person": person, "absences": absences_to_come(person, today_of(person)), "absence_form": form}
    return render(request, "people/absences.html", words, status=status_of(form))
