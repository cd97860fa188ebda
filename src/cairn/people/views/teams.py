"""Teams and who is in them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.core.answers import go_to
from cairn.core.errors import Invalid
from cairn.core.forms import refusals_in, status_of
from cairn.people.access import (
    can_create_team,
    can_fill_team,
    can_manage_team,
    check_can_create_team,
    check_can_fill_team,
    check_can_manage_team,
)
from cairn.people.directory import Directory
from cairn.people.forms import TeamForm
from cairn.people.http import signed_in
from cairn.people.models import Team
from cairn.people.operations import add_team_member, change_team, create_team, delete_team, remove_team_member
from cairn.people.views.people import person_for


def team_for(request: HttpRequest, pk: int) -> Team:
    team: Team = get_object_or_404(Team.objects.visible_to(signed_in(request)), pk=pk)
    return team


def list_teams(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    found = Team.objects.visible_to(user).prefetch_related("members").order_by("name")
    return render(request, "people/teams.html", {"teams": found, "can_create_team": can_create_team(user)})


def new(request: HttpRequest) -> HttpResponse:
    check_can_create_team(signed_in(request))
    return render(request, "people/team_new.html", {"form": TeamForm()})


def create(request: HttpRequest) -> HttpResponse:
    form = TeamForm(request.POST)
    with refusals_in(form):
        if form.is_valid():
            team = create_team(by=signed_in(request), **form.cleaned_data)
            return go_to(request, team.get_absolute_url())
    return render(request, "people/team_new.html", {"form": form}, status=status_of(form))


def show(request: HttpRequest, pk: int) -> HttpResponse:
    team = team_for(request, pk)
    words = {
        "team": team,
        "members": team.members.order_by("name"),
        "can_manage": can_manage_team(signed_in(request), team),
        "can_fill": can_fill_team(signed_in(request), team),
    }
    return render(request, "people/team.html", words)


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    team = team_for(request, pk)
    check_can_manage_team(signed_in(request), team)
    form = TeamForm(initial={"name": team.name, "description": team.description})
    return render(request, "people/team_edit.html", {"form": form, "team": team})


def change(request: HttpRequest, pk: int) -> HttpResponse:
    team = team_for(request, pk)
    form = TeamForm(request.POST)
    with refusals_in(form):
        if form.is_valid():
            change_team(team, by=signed_in(request), **form.cleaned_data)
            return go_to(request, team.get_absolute_url())
    return render(request, "people/team_edit.html", {"form": form, "team": team}, status=status_of(form))


def delete(request: HttpRequest, pk: int) -> HttpResponse:
    delete_team(team_for(request, pk), by=signed_in(request))
    return go_to(request, reverse("teams"), _("The team is deleted. Its people stay."))


def add_member(request: HttpRequest, pk: int) -> HttpResponse:
    """Add the person named by `user`."""
    team = team_for(request, pk)
    check_can_fill_team(signed_in(request), team)
    people, _teams = Directory.chosen(signed_in(request), request.POST.getlist("user"))
    if not people:
        raise Invalid(_("Nobody is added yet. Choose a person from the list."))
    add_team_member(team, people[0], by=signed_in(request))
    return go_to(request, team.get_absolute_url())


def remove_member(request: HttpRequest, pk: int, user_pk: int) -> HttpResponse:
    team = team_for(request, pk)
    remove_team_member(team, person_for(request, user_pk), by=signed_in(request))
    return go_to(request, reverse("teams"))
