"""Who is what in a space."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.core.answers import go_to
from cairn.core.errors import Invalid
from cairn.people.directory import Directory
from cairn.people.http import signed_in
from cairn.people.models import Team, User
from cairn.spaces.access import can_manage_space
from cairn.spaces.forms import MemberForm
from cairn.spaces.loaders import managed_space_for, space_for
from cairn.spaces.models import SpaceMember, SpaceRole
from cairn.spaces.operations import add_space_member, change_space_member, leave_space, remove_space_member


def member_for(request: HttpRequest, key: str, pk: int) -> SpaceMember:
    space = space_for(signed_in(request), key)
    return get_object_or_404(space.members.select_related("space", "user", "team"), pk=pk)


def list_members(request: HttpRequest, key: str) -> HttpResponse:
    user = signed_in(request)
    space = space_for(user, key)
    words = {
        "space": space,
        "members": space.members.select_related("user", "team").prefetch_related("team__members").order_by("pk"),
        "form": MemberForm(),
        "roles": SpaceRole.choices,
        "can_manage": can_manage_space(user, space),
        "can_leave": space.access != "private" and space.members.filter(user=user).exists(),
    }
    return render(request, "spaces/members.html", words)


def add(request: HttpRequest, key: str) -> HttpResponse:
    """Give `who` (a person's id or "team:<id>") the `role`."""
    space = managed_space_for(signed_in(request), key)
    people, teams = Directory.chosen(signed_in(request), request.POST.getlist("who"))
    chosen: list[User | Team] = [*people, *teams]
    if not chosen:
        raise Invalid(_("Nobody is added yet. Choose a person or a team from the list."))
    add_space_member(space, chosen[0], request.POST.get("role", ""), by=signed_in(request))
    return go_to(request, reverse("space_members", args=[key]))


def set_role(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    change_space_member(member_for(request, key, pk), request.POST.get("role", ""), by=signed_in(request))
    return go_to(request, reverse("space_members", args=[key]))


def remove(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    remove_space_member(member_for(request, key, pk), by=signed_in(request))
    return go_to(request, reverse("space_members", args=[key]))


def leave(request: HttpRequest, key: str) -> HttpResponse:
    space = space_for(signed_in(request), key)
    leave_space(space, by=signed_in(request))
    return go_to(request, reverse("spaces"), _("You left %(space)s.") % {"space": space.name})
