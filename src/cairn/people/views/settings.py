"""The workspace's settings: its name, who is in it as what, and the links that let people in. Admins only."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.core.answers import go_to
from cairn.core.forms import refusals_in, status_of
from cairn.people.access import check_can_manage_workspace
from cairn.people.forms import WorkspaceForm
from cairn.people.http import signed_in
from cairn.people.invitations import path_of
from cairn.people.models import Invitation, User, WorkspaceRole
from cairn.people.operations import change_role, change_workspace, deactivate_person, reactivate_person
from cairn.people.queries import workspace
from cairn.people.views.people import person_for


def edit(request: HttpRequest) -> HttpResponse:
    check_can_manage_workspace(signed_in(request))
    return _page(request, WorkspaceForm(initial={"name": workspace().name}))


def change(request: HttpRequest) -> HttpResponse:
    form = WorkspaceForm(request.POST)
    with refusals_in(form):
        if form.is_valid():
            change_workspace(by=signed_in(request), name=form.cleaned_data["name"])
            return go_to(request, reverse("settings"), _("The workspace has its new name."))
    return _page(request, form)


def _page(request: HttpRequest, form: WorkspaceForm) -> HttpResponse:
    user = signed_in(request)
    invitations = Invitation.objects.visible_to(user).open().select_related("by")
    people = User.objects.visible_to(user).select_related("deactivation__by").order_by("-is_active", "name")
    words = {
        "form": form,
        "invitations": [{"invitation": one, "link": request.build_absolute_uri(path_of(one))} for one in invitations],
        "people": people,
        "roles": WorkspaceRole.choices,
    }
    return render(request, "people/settings.html", words, status=status_of(form))


def set_role(request: HttpRequest, pk: int) -> HttpResponse:
    person = person_for(request, pk)
    change_role(person, request.POST.get("role", ""), by=signed_in(request))
    words = _("%(name)s is now %(role)s.") % {"name": person.name, "role": person.get_role_display().lower()}
    return go_to(request, reverse("settings"), words)


def deactivate(request: HttpRequest, pk: int) -> HttpResponse:
    person = person_for(request, pk)
    deactivate_person(person, by=signed_in(request))
    words = _("%(name)s is signed out everywhere and can't sign in. Every page and word stays.") % {"name": person.name}
    return go_to(request, reverse("settings"), words)


def reactivate(request: HttpRequest, pk: int) -> HttpResponse:
    person = person_for(request, pk)
    reactivate_person(person, by=signed_in(request))
    return go_to(request, reverse("settings"), _("%(name)s can sign in again.") % {"name": person.name})
